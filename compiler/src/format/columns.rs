//! Columns of a run of rows: every cell but the last of a row is as wide as the widest of its column.

use std::iter;

use unicode_width::UnicodeWidthStr as _;

/// The rows that are written and not aligned yet. Places are those in the output.
#[derive(Default)]
pub(super) struct Columns {
    /// Where the run begins.
    start: usize,
    stops: Vec<Stop>,
    /// How many stops lie before the row at hand.
    row: usize,
    /// Where the cell at hand begins; `None` if its row takes no part.
    cell: Option<usize>,
}

/// Where a cell ends and blanks belong.
struct Stop {
    at: usize,
    /// `None` if its row takes no part after all: one blank.
    column: Option<usize>,
    width: usize,
}

impl Columns {
    /// A row begins at the end of `out`.
    pub(super) fn row(&mut self, out: &str) {
        self.row = self.stops.len();
        self.cell = Some(out.len());
    }

    /// A cell ends at the end of `out`.
    pub(super) fn stop(&mut self, out: &mut String) {
        let Some(cell) = self.cell else { return out.push(' ') };
        let width = out.get(cell..).unwrap_or_default().width();
        self.stops.push(Stop { at: out.len(), column: Some(self.stops.len() - self.row), width });
        self.cell = Some(out.len());
    }

    /// The row at hand has a comment between its cells: it takes no part.
    pub(super) fn spoil(&mut self) {
        self.end_row();
        self.stops.iter_mut().skip(self.row).for_each(|stop| stop.column = None);
    }

    /// What is left of the row at hand takes no part.
    pub(super) fn end_row(&mut self) {
        self.cell = None;
    }

    /// The run ends at the end of `out`.
    pub(super) fn flush(&mut self, out: &mut String) {
        if !self.stops.is_empty() {
            let widest = self.widest();
            let tail = out.split_off(self.start);
            let mut from = 0;
            for stop in self.stops.drain(..) {
                let at = stop.at - self.start;
                out.push_str(&tail[from..at]);
                let column = stop.column.and_then(|column| widest.get(column)).copied().unwrap_or(stop.width);
                out.extend(iter::repeat_n(' ', column - stop.width + 1));
                from = at;
            }
            out.push_str(&tail[from..]);
        }
        self.start = out.len();
        self.row = 0;
        self.cell = None;
    }

    fn widest(&self) -> Vec<usize> {
        let mut widest: Vec<usize> = Vec::new();
        for stop in &self.stops {
            let Some(column) = stop.column else { continue };
            if widest.len() <= column {
                widest.resize(column + 1, 0);
            }
            widest[column] = widest[column].max(stop.width);
        }
        widest
    }
}
