//! What a stranger's program asks for.

use std::iter::repeat_with;
use std::net::SocketAddr;
use std::time::Duration;

use fastrand::Rng;
use store::commitments::MAX_SCAN;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

/// An answer is waited for so long.
const ANSWER: Duration = Duration::from_secs(2);
/// So many connections that never say what they want are held at a time.
const HALF: usize = 40;

/// Asks for one thing after another; returns how many.
pub async fn send(address: SocketAddr, mut random: Rng, until: Instant) -> u64 {
    let (mut asked, mut half) = (0, Vec::new());
    while Instant::now() < until {
        asked += 1;
        let Ok(mut stream) = TcpStream::connect(address).await else { continue };
        let whole = random.u8(0..4) > 0;
        let mut request = request(address, &mut random);
        if !whole {
            request.truncate(random.usize(..request.len()));
        }
        let _ = stream.write_all(&request).await;
        if whole {
            let mut answer = vec![0; 4096];
            while timeout(ANSWER, stream.read(&mut answer)).await.is_ok_and(|read| read.is_ok_and(|read| read > 0)) {}
        } else {
            half.push(stream);
            if half.len() > HALF {
                half.swap_remove(random.usize(..half.len()));
            }
        }
        sleep(Duration::from_millis(random.u64(..30))).await;
    }
    asked
}

fn request(address: SocketAddr, random: &mut Rng) -> Vec<u8> {
    let long = || "a".repeat(8_000);
    let (method, path, body) = match random.u8(0..12) {
        0 if random.u8(0..4) == 0 => return signed_paper(address),
        0 => ("POST", "/api/sign-in", format!("email={}&password=x&next=//elsewhere.example", long())),
        1 => ("POST", "/api/sign-in", "email=rosa%40elmbank.example&password=wrong&next=%0d%0aset-cookie:x".to_owned()),
        2 => ("POST", "/api/interest-answer-school", format!("school={0}&town={0}", long())),
        3 => ("POST", "/api/interest-answer-notes", "notes=%00%ff%fe&notes[]=1&notes[a][b]=2".to_owned()),
        4 => ("POST", "/api/create-board", "title=%E2%80%AE".repeat(200)),
        5 => ("GET", "/boards/00000000-0000-7000-8000-000000000000?x=%00", String::new()),
        6 => ("GET", "/pkg/../../../etc/passwd", String::new()),
        7 => ("GET", "/sync/nothing", String::new()),
        8 => ("GET", "/interest/school?q=%25%25%25'--", String::new()),
        9 => ("GET", "/check/wait?seconds=30", String::new()),
        10 => ("GET", "/check/events?every=1000", String::new()),
        _ => return repeat_with(|| random.u8(..)).take(2_000).collect(),
    };
    let cookie = if random.bool() { "session=".to_owned() + &"x".repeat(random.usize(..3_000)) } else { "theme=</style>".to_owned() };
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: text/html\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A form with two scans, each as large as one may be: whoever has not signed in is led to do so.
fn signed_paper(address: SocketAddr) -> Vec<u8> {
    let part = |name: &str, body: &[u8]| {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.pdf\"\r\n\r\n");
        [head.as_bytes(), body, b"\r\n"].concat()
    };
    let scan = vec![b'a'; MAX_SCAN];
    let body = [part("printed_name", &scan[..100_000]), part("scan", &scan), part("scan", &scan), b"--edge--\r\n".to_vec()].concat();
    let nobody = "00000000-0000-7000-8000-000000000000";
    let head = format!(
        "POST /groups/{nobody}/commitments/{nobody}/record HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: text/html\r\n\
         Connection: close\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}
