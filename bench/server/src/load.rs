//! Load over keep-alive connections from one thread: as fast as the server answers, or at a steady rate.

use std::io::{Error, Result};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request as it goes over the wire, and the status that must come back.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
    pub(crate) status: &'static str,
}

/// Sends requests over all connections for a while, each as soon as the last was answered. The number of answers.
pub(crate) async fn closed(port: u16, request: Request, connections: usize, time: Duration) -> Result<u64> {
    let end = Instant::now() + time;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let mut connection = Connection::open(port).await?;
        tasks.spawn_local(async move {
            let mut answers = 0;
            while Instant::now() < end {
                connection.exchange(request).await?;
                answers += 1;
            }
            Ok::<u64, Error>(answers)
        });
    }
    let mut sum = 0;
    while let Some(answers) = tasks.join_next().await {
        sum += answers.map_err(Error::other)??;
    }
    Ok(sum)
}

/// Sends `rate` requests a second whether or not answers come; latencies count from the moment a request was due.
pub(crate) async fn open(port: u16, request: Request, rate: f64, time: Duration) -> Result<Vec<Duration>> {
    let lanes = 32;
    let begin = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for lane in 0..lanes {
        let mut connection = Connection::open(port).await?;
        tasks.spawn_local(async move {
            let mut latencies = Vec::new();
            for turn in 0.. {
                let due = begin + Duration::from_secs_f64(f64::from(turn * lanes + lane) / rate);
                if due > begin + time {
                    break;
                }
                tokio::time::sleep_until(due.into()).await;
                connection.exchange(request).await?;
                latencies.push(due.elapsed());
            }
            Ok::<_, Error>(latencies)
        });
    }
    let mut all = Vec::new();
    while let Some(latencies) = tasks.join_next().await {
        all.extend(latencies.map_err(Error::other)??);
    }
    all.sort();
    Ok(all)
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(4096) })
    }

    async fn exchange(&mut self, request: Request) -> Result<()> {
        self.stream.write_all(request.text.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(Error::other("the server closed a connection"));
            }
            let text = std::str::from_utf8(&self.buffer).map_err(Error::other)?;
            if let Some(head) = text.find("\r\n\r\n")
                && text.len() >= head + 4 + content_length(&text[..head])?
            {
                let status = text.get(9..12).unwrap_or_default();
                return if status == request.status { Ok(()) } else { Err(Error::other(text.to_string())) };
            }
        }
    }
}

fn content_length(head: &str) -> Result<usize> {
    let line = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    line.and_then(|length| length.parse().ok()).ok_or_else(|| Error::other(format!("no content-length in {head}")))
}
