//! Puts the migrations into the program, as a list that `migrations.rs` includes. (`sqlx::migrate!` would do it, and bring
//! a second SQLite with it, for the compiler's own use.)

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../../migrations");
    let manifest = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&manifest).join("../../migrations").canonicalize()?;
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    let list = files.iter().map(|file| line(file)).collect::<io::Result<String>>()?;
    fs::write(Path::new(&out).join("migrations.rs"), format!("&[\n{list}]\n"))
}

/// `(20261102090000, "people and schools", include_str!("…"))`, of a file that is called `20261102090000_people_and_schools.sql`.
fn line(file: &Path) -> io::Result<String> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let named = stem.split_once('_').and_then(|(version, words)| Some((version.parse::<i64>().ok()?, words.replace('_', " "))));
    let (version, words) = named.ok_or_else(|| io::Error::other(format!("{} is not called like a migration", file.display())))?;
    Ok(format!("    ({version}, {words:?}, include_str!({:?})),\n", file.display().to_string()))
}
