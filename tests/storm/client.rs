//! A client that sends requests, some of them maimed, and counts what comes back.

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Instant;

use super::line;
use super::maker::{Made, Maker};

/// Requests of a client between two reports.
const REPORT: u64 = 50;

/// What a client has seen since its last report.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) requests: u64,
    pub(crate) statuses: BTreeMap<u16, u64>,
    /// Connections that were closed without an answer to a whole request.
    pub(crate) unanswered: u64,
    pub(crate) succeeded: BTreeSet<String>,
    pub(crate) fault: Option<String>,
}

/// How long it goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Length {
    Requests(u64),
    Until(Instant),
}

pub(crate) struct Client<'a> {
    pub(crate) address: &'a str,
    pub(crate) maker: Maker<'a>,
    pub(crate) stream: Option<TcpStream>,
    pub(crate) report: Report,
}

// === impl Report ===

impl Report {
    pub(crate) fn add(&mut self, other: Self) {
        self.requests += other.requests;
        self.unanswered += other.unanswered;
        other.statuses.into_iter().for_each(|(status, count)| *self.statuses.entry(status).or_default() += count);
        self.succeeded.extend(other.succeeded);
        self.fault = self.fault.take().or(other.fault);
    }

    fn saw(&mut self, status: u16, request: &[u8]) {
        *self.statuses.entry(status).or_default() += 1;
        if status >= 500 {
            let shown = &request[..request.len().min(2000)];
            self.fault = Some(format!("{status} for {}", String::from_utf8_lossy(shown)));
        }
    }
}

// === impl Client ===

impl Client<'_> {
    fn step(&mut self) {
        self.report.requests += 1;
        match self.maker.dice.below(20) {
            0 => {
                let length = self.maker.dice.below(3000);
                let bytes: Vec<u8> = (0..length).map(|_| self.maker.dice.word().to_le_bytes()[0]).collect();
                self.throw(&bytes);
            }
            1 | 2 => {
                let mut bytes = self.maker.request().bytes;
                self.maim(&mut bytes);
                self.throw(&bytes);
            }
            _ => {
                let made = self.maker.request();
                self.ask(&made);
            }
        }
    }

    fn throw(&mut self, bytes: &[u8]) {
        for status in line::throw(self.address, bytes) {
            self.report.saw(status, bytes);
        }
    }

    fn ask(&mut self, made: &Made) {
        let mut stream = self.stream.take().unwrap_or_else(|| line::connect(self.address));
        let Some(answer) = line::ask(&mut stream, &made.bytes, made.head_only) else {
            self.report.unanswered += 1;
            return;
        };
        self.report.saw(answer.status, &made.bytes);
        if (200..300).contains(&answer.status) {
            self.report.succeeded.insert(made.operation.clone());
            self.maker.reached.insert(made.operation.clone());
            self.maker.known.learn(&made.operation, &answer.body);
        }
        self.stream = answer.again.then_some(stream);
    }

    /// Makes a request a little less of one.
    fn maim(&mut self, bytes: &mut Vec<u8>) {
        let dice = &mut self.maker.dice;
        for _ in 0..=dice.below(3) {
            let place = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[place] = dice.word().to_le_bytes()[0],
                1 => bytes.truncate(place.max(1)),
                2 => drop(bytes.remove(place)),
                _ => {
                    let piece = bytes[place..(place + 20).min(bytes.len())].to_vec();
                    bytes.splice(place..place, piece);
                }
            }
            if bytes.is_empty() {
                bytes.push(b' ');
            }
        }
    }

    pub(crate) fn run(mut self, length: Length, stop: &AtomicBool, reports: &Sender<Report>) {
        for count in 1.. {
            let over = match length {
                Length::Requests(most) => count > most,
                Length::Until(end) => Instant::now() >= end,
            };
            if over || stop.load(Ordering::Relaxed) {
                break;
            }
            self.step();
            if count % REPORT == 0 || self.report.fault.is_some() {
                _ = reports.send(std::mem::take(&mut self.report));
            }
        }
        _ = reports.send(self.report);
    }
}
