//! Lines to the tests' host that can be cut: for every request, as without network, or under a single one.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Where lines are taken, and whether there is a network at all.
#[derive(Clone)]
pub(crate) struct Exchange {
    address: SocketAddr,
    is_offline: Arc<AtomicBool>,
}

impl Exchange {
    /// Takes lines on a port of its own.
    pub(crate) async fn open() -> (Self, Lines) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let exchange = Self { address: listener.local_addr().unwrap(), is_offline: Arc::default() };
        (exchange.clone(), Lines { listener, exchange })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Cuts every line and takes no other, or takes them again.
    pub(crate) fn set_offline(&self, is_offline: bool) {
        self.is_offline.store(is_offline, Ordering::SeqCst);
    }

    fn is_offline(&self) -> bool {
        self.is_offline.load(Ordering::SeqCst)
    }
}

/// The lines as they come.
pub(crate) struct Lines {
    listener: TcpListener,
    exchange: Exchange,
}

impl Listener for Lines {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        loop {
            let Ok((stream, from)) = self.listener.accept().await else { continue };
            if !self.exchange.is_offline() {
                return (Line { stream, exchange: self.exchange.clone(), is_cut: Arc::default() }, from);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Cuts the line a request came over.
#[derive(Clone)]
pub(crate) struct Cutter(Arc<AtomicBool>);

impl Cutter {
    pub(crate) fn cut(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Connected<IncomingStream<'_, Lines>> for Cutter {
    fn connect_info(stream: IncomingStream<'_, Lines>) -> Self {
        Self(Arc::clone(&stream.io().is_cut))
    }
}

/// A line to one browser.
pub(crate) struct Line {
    stream: TcpStream,
    exchange: Exchange,
    is_cut: Arc<AtomicBool>,
}

impl Line {
    fn check(&self) -> io::Result<()> {
        match self.exchange.is_offline() || self.is_cut.load(Ordering::SeqCst) {
            true => Err(io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(task, buffer);
        if polled.is_ready() { Poll::Ready(self.check()) } else { Poll::Pending }
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}
