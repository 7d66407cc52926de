//! Where the site's files come from: a folder, or the program itself. Whoever asks for one does not know.

use std::borrow::Cow;
use std::fmt;
use std::future::{Ready, ready};
use std::io::{self, Cursor, SeekFrom};
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use rust_embed::{Embed, EmbeddedFile};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

/// A release has the site inside as it was built before it (`build.rs` looks that it was).
#[derive(Embed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Inside;

/// Where a debug build finds it, so that neither has to wait for the other to be built.
const BESIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");

/// Where the site's files come from. They are asked for by their path in the site.
#[derive(Clone, Debug)]
pub enum Source {
    /// This folder, as it is at each request.
    Folder(PathBuf),
    /// The program: what finds a file in it.
    Program(fn(&str) -> Option<EmbeddedFile>),
}

impl Default for Source {
    fn default() -> Self {
        if cfg!(debug_assertions) { Self::Folder(BESIDE.into()) } else { Self::Program(Inside::get) }
    }
}

impl Source {
    /// All that is in a file.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Folder(folder) => std::fs::read(folder.join(path)).ok().map(Cow::Owned),
            Self::Program(find) => find(path).map(|file| file.data),
        }
    }

    /// How many bytes are in a file.
    pub fn size(&self, path: &str) -> Option<u64> {
        match self {
            Self::Folder(folder) => std::fs::metadata(folder.join(path)).ok().map(|about| about.len()),
            Self::Program(find) => find(path).map(|file| file.data.len() as u64),
        }
    }

    async fn opened(self, path: PathBuf) -> io::Result<Asset> {
        match self {
            Self::Folder(folder) => {
                let file = tokio::fs::File::open(folder.join(path)).await.map_err(|error| match error.kind() {
                    // A name with a zero in it, which no folder can have.
                    io::ErrorKind::InvalidInput => io::ErrorKind::NotFound.into(),
                    _ => error,
                })?;
                let about = file.metadata().await?;
                let modified = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
                let about = About { bytes: about.len(), modified: modified.map(|since| since.as_secs()), folder: about.is_dir() };
                Ok(Asset { content: Box::new(file), about })
            }
            Self::Program(find) => {
                // It comes as `./pkg/twilight.css`.
                let file = path.strip_prefix(".").unwrap_or(&path).to_str().and_then(find).ok_or(io::ErrorKind::NotFound)?;
                let about = About { bytes: file.data.len() as u64, modified: file.metadata.last_modified(), folder: false };
                Ok(Asset { content: Box::new(Cursor::new(file.data)), about })
            }
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Program(_) => f.write_str("inside the program"),
        }
    }
}

impl Backend for Source {
    type File = Asset;
    type Metadata = About;
    type OpenFuture = BoxFuture<'static, io::Result<Asset>>;
    type MetadataFuture = BoxFuture<'static, io::Result<About>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        Box::pin(self.clone().opened(path))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let opening = self.clone().opened(path);
        Box::pin(async { Ok(opening.await?.about) })
    }
}

/// A file that is being sent.
pub struct Asset {
    content: Box<dyn Content>,
    about: About,
}

trait Content: AsyncRead + AsyncSeek + Send + Sync + Unpin {}
impl<T: AsyncRead + AsyncSeek + Send + Sync + Unpin> Content for T {}

/// What is said of a file before what is in it.
#[derive(Clone, Copy, Debug)]
pub struct About {
    bytes: u64,
    /// In seconds since 1970: what is inside a program has no more, and a file's `ETag` is to be the same from both.
    modified: Option<u64>,
    folder: bool,
}

impl File for Asset {
    type Metadata = About;
    type MetadataFuture<'a> = Ready<io::Result<About>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.about))
    }
}

impl Metadata for About {
    fn is_dir(&self) -> bool {
        self.folder
    }

    fn modified(&self) -> io::Result<SystemTime> {
        let seconds = self.modified.ok_or(io::ErrorKind::Unsupported)?;
        Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }

    fn len(&self) -> u64 {
        self.bytes
    }
}

impl AsyncRead for Asset {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.content).poll_read(context, into)
    }
}

impl AsyncSeek for Asset {
    fn start_seek(mut self: Pin<&mut Self>, to: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.content).start_seek(to)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.content).poll_complete(context)
    }
}
