//! Works on many batches at once, and writes the answers in order.
//!
//! One thread reads batches and gives each to the pool; it queues, in order, the places
//! where the answers will be. Another thread takes them in that order and writes. Input
//! that is read and not yet written is bounded, so a slow reader of the output slows
//! the reading of the input, and memory does not grow with it.

use std::io::{self, Read, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::{panic, thread};

use rayon::ThreadPoolBuilder;

use crate::desk::Desk;
use crate::done::Done;
use crate::progress::Progress;
use crate::read::{Batch, Batches};
use crate::report::Tally;

/// The maximum input in flight, per worker.
const ON_ITS_WAY: usize = 1 << 20;

/// The result of a run.
#[derive(Default)]
pub(crate) struct Sum {
    pub(crate) tally: Tally,
    /// The length of the input, and the number of lines.
    pub(crate) read: u64,
    pub(crate) lines: u64,
    pub(crate) written: u64,
}

/// The reason why a run did not finish.
pub(crate) enum Stop {
    Reading(io::Error),
    Writing(io::Error),
    /// No threads could be started.
    Starting(String),
}

/// The answers to a batch.
struct Answers {
    text: Vec<u8>,
    tally: Tally,
    lines: u64,
    read: u64,
    room: usize,
}

pub(crate) fn run(
    desk: &Desk,
    jobs: usize,
    mut done: Done,
    mut input: Batches<impl Read>,
    output: &mut (impl Write + Send),
    progress: &Progress,
) -> Result<Sum, Stop> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Stop::Starting(error.to_string()))?;
    let (queue, queued) = mpsc::channel();
    let (free, freed) = mpsc::channel();
    let mut room = Room {
        most: ON_ITS_WAY.saturating_mul(jobs),
        taken: 0,
        freed,
    };
    thread::scope(|threads| {
        let writer = threads.spawn(move || write(&queued, &free, output, progress));
        let read = pool.in_place_scope_fifo(|scope| {
            while let Some(mut batch) = input.next()? {
                let lines = batch.len() as u64;
                batch.retain(|number, line| !done.has(number, line, desk));
                let (answers, answered) = mpsc::sync_channel(1);
                // If the writer has stopped, its error is reported below.
                if !room.take(batch.size()) || queue.send(answered).is_err() {
                    break;
                }
                // Fails only if the writer has stopped.
                scope.spawn_fifo(move |_| drop(answers.send(answer(desk, &batch, lines))));
            }
            drop(queue);
            Ok(())
        });
        let written = writer.join();
        let sum = written.unwrap_or_else(|panic| panic::resume_unwind(panic));
        read.map_err(Stop::Reading)?;
        sum.map_err(Stop::Writing)
    })
}

fn answer(desk: &Desk, batch: &Batch, lines: u64) -> io::Result<Answers> {
    let mut text = Vec::new();
    let mut tally = Tally::default();
    for (number, line) in batch.lines() {
        let answer = desk.answer(number, line);
        tally.answer(&answer);
        serde_json::to_writer(&mut text, &answer)?;
        text.push(b'\n');
    }
    Ok(Answers {
        text,
        tally,
        lines,
        read: batch.read,
        room: batch.size(),
    })
}

/// Writes the answers in the order of the queue.
fn write(
    queued: &Receiver<Receiver<io::Result<Answers>>>,
    free: &Sender<usize>,
    output: &mut impl Write,
    progress: &Progress,
) -> io::Result<Sum> {
    let mut sum = Sum::default();
    // Ends if a worker has panicked.
    while let Some(answers) = queued.recv().ok().and_then(|answers| answers.recv().ok()) {
        let answers = answers?;
        output.write_all(&answers.text)?;
        sum.tally.merge(&answers.tally);
        sum.read += answers.read;
        sum.lines += answers.lines;
        sum.written += answers.text.len() as u64;
        progress.advance(answers.read, sum.lines);
        // Fails only if the reader has stopped.
        let _ = free.send(answers.room);
    }
    output.flush()?;
    Ok(sum)
}

/// The input in flight, as the reader knows it.
struct Room {
    most: usize,
    taken: usize,
    freed: Receiver<usize>,
}

impl Room {
    /// Waits until there is room for `size` bytes, or nothing is in flight. Returns
    /// `false` if the writer has stopped.
    fn take(&mut self, size: usize) -> bool {
        self.taken -= self.freed.try_iter().sum::<usize>();
        while self.taken > 0 && self.taken.saturating_add(size) > self.most {
            match self.freed.recv() {
                Ok(freed) => self.taken -= freed,
                Err(_) => return false,
            }
        }
        self.taken += size;
        true
    }
}
