//! An address as a square that telephones read.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The empty border that readers want, in squares.
const QUIET: i32 = 4;

/// An address as a QR code; nothing where it is too long for one.
#[component]
pub fn Qr(
    #[prop(into)] address: String,
    /// What it leads to, for whoever does not see it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    QrCode::encode_text(&address, QrCodeEcc::Medium).ok().map(|code| {
        let side = code.size() + 2 * QUIET;
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label>
                <rect class="qr__paper" width=side.to_string() height=side.to_string()></rect>
                <path class="qr__ink" d=dark(&code)></path>
            </svg>
        }
        .into_any()
    })
}

/// Its dark squares, row by row, each run of them as one rectangle.
fn dark(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_square_is_drawn_once() {
        let code = QrCode::encode_text("https://twilight.example/join/K7M3PX", QrCodeEcc::Medium).expect("a code");
        let path = dark(&code);
        let runs: Vec<(i32, i32, i32)> = path
            .split('M')
            .skip(1)
            .map(|run| {
                let (x, rest) = run.split_once(' ').expect("two numbers");
                let (y, rest) = rest.split_once('h').expect("a length");
                let (length, _) = rest.split_once('v').expect("a height");
                (x.parse().expect("x"), y.parse().expect("y"), length.parse().expect("a length"))
            })
            .collect();
        let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y)).count();
        assert_eq!(runs.iter().map(|(.., length)| *length).sum::<i32>(), squares as i32);
        for (x, y, length) in runs {
            assert!((x..x + length).all(|x| code.get_module(x - QUIET, y - QUIET)) && !code.get_module(x + length - QUIET, y - QUIET));
        }
    }
}
