//! A socket to `/sync/{document}`, as our own client opens it.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use model::live::protocol::{Message, SUBPROTOCOL};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Bytes, Message as Frame};

use super::process::Outcome;

/// Thousands of these stand in one process: small buffers.
const BUFFER: usize = 4 << 10;

/// An open connection of one person to one document.
pub struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// Opens it.
    ///
    /// # Errors
    /// When the server is not there, or refuses.
    pub async fn open(address: SocketAddr, document: &str, cookie: &str) -> Outcome<Self> {
        let mut request = format!("ws://{address}/sync/{document}").into_client_request()?;
        let headers = request.headers_mut();
        headers.insert("cookie", HeaderValue::from_str(cookie)?);
        headers.insert("sec-websocket-protocol", HeaderValue::from_static(SUBPROTOCOL));
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(BUFFER).write_buffer_size(0);
        let (socket, _) = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await?;
        Ok(Self(socket))
    }

    /// Sends one message.
    ///
    /// # Errors
    /// When the connection has ended.
    pub async fn send(&mut self, message: &Message) -> Outcome<()> {
        self.send_frame(message.encode()).await
    }

    /// Sends a frame.
    ///
    /// # Errors
    /// When the connection has ended.
    pub async fn send_frame(&mut self, frame: Vec<u8>) -> Outcome<()> {
        Ok(self.0.send(Frame::Binary(frame.into())).await?)
    }

    /// The next frame; an error once the connection has ended.
    ///
    /// # Errors
    /// With the close code, or what else ended it.
    pub async fn next(&mut self) -> Outcome<Bytes> {
        loop {
            match self.0.next().await {
                Some(Ok(Frame::Binary(frame))) => return Ok(frame),
                Some(Ok(Frame::Close(close))) => return Err(format!("closed by the server: {close:?}").into()),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error.into()),
                None => return Err("the connection ended".into()),
            }
        }
    }
}
