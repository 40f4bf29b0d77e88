//! Growth of time on sources that slow parsers down.
//!
//! Each attack is made at n, 2n and 4n, with n so large that ours takes measurable time
//! for 4n. An exponent of 1 is linear, 2 quadratic. The time is that of the fastest
//! run: the load of a busy machine is no growth.

use std::fmt;
use std::time::Duration;

use serde_json::json;

use crate::competitors::Contestants;
use crate::timing::{ratio, rounded, time};
use standoff_tests::attack::{ATTACKS, Attack};

/// The limits of the measurement.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    /// The smallest n.
    pub(crate) least: usize,
    /// The time for 4n from which on n is not doubled any more.
    pub(crate) ours: Duration,
    /// The size of 4n in bytes from which on n is not doubled any more.
    pub(crate) bytes: usize,
    /// The time after which ammonia is not run again.
    pub(crate) cap: Duration,
    /// The number of runs at each size, if they are short.
    pub(crate) runs: usize,
}

/// The time for which runs of ammonia are repeated.
const REPEATED: Duration = Duration::from_millis(250);

/// The number of doublings up to n: ammonia may exceed the cap long before ours takes
/// measurable time, and a cubic attack overshoots it eightfold at most.
const APPROACH: usize = 6;

/// Times at doubling sizes, up to 4n or the cap.
struct Growth {
    times: Vec<Duration>,
    /// The number of times at sizes below n.
    below: usize,
    is_capped: bool,
}

impl Growth {
    /// Returns the times at n, 2n and 4n.
    fn times(&self) -> &[Duration] {
        self.times.get(self.below..).unwrap_or_default()
    }

    /// Returns the exponent of the last doubling.
    fn exponent(&self) -> f64 {
        match *self.times {
            [.., half, whole] => ratio(whole, half).log2(),
            _ => f64::NAN,
        }
    }

    fn add(&mut self, taken: Duration, reach: Reach) {
        self.times.push(taken);
        self.is_capped = taken > reach.cap;
    }

    fn json(&self) -> serde_json::Value {
        let times = self.times().iter();
        let times: Vec<_> = times.map(|time| rounded(milliseconds(*time), 3)).collect();
        let more_than = self.times.last().filter(|_| self.is_capped);
        json!({
            "ms": times,
            "more_than_ms": more_than.map(|time| rounded(milliseconds(*time), 0)),
            "exponent": rounded(self.exponent(), 2),
        })
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for at in 0..3 {
            let cell = match (self.times().get(at), self.times.last()) {
                (Some(time), _) => format!("{:.2}", milliseconds(*time)),
                (None, Some(last)) => format!("> {:.0}", milliseconds(*last)),
                (None, None) => String::new(),
            };
            write!(f, " {cell:>9}")?;
        }
        write!(f, " {:>5.2}", self.exponent())
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Prints a table of all attacks, ours beside ammonia.
pub(crate) fn measure(all: &Contestants, reach: Reach) -> serde_json::Value {
    println!("growth: milliseconds at n, 2n and 4n, and the exponent of the last doubling");
    println!(
        "{:<34} {:>7} {:>9} {:^35}  {:^35}",
        "", "n", "bytes of n", "standoff ingest", "ammonia clean"
    );
    let mut figures = serde_json::Map::new();
    let mut steepest = [(f64::MIN, ""); 2];
    let (mut slower, mut worst) = (0, (0.0, ""));
    for &(name, attack) in ATTACKS {
        let n = size(all, attack, reach);
        let sources = [1, 2, 4].map(|times| attack(times * n));
        let peers = approach(all, attack, n, reach);
        let [ours, peers] = race(all, &sources, peers, reach);
        println!("{name:<34} {n:>7} {:>9}{ours} {peers}", sources[0].len());
        for (steepest, growth) in steepest.iter_mut().zip([&ours, &peers]) {
            if growth.exponent() > steepest.0 {
                *steepest = (growth.exponent(), name);
            }
        }
        if let ([_, _, ours], [_, _, peers]) = (ours.times(), peers.times()) {
            let share = ratio(*ours, *peers);
            slower += usize::from(share > 1.0);
            if share > worst.0 {
                worst = (share, name);
            }
        }
        figures.insert(
            name.into(),
            json!({
                "n": n,
                "bytes": sources.each_ref().map(String::len),
                "standoff": ours.json(),
                "ammonia": peers.json(),
            }),
        );
    }
    let [ours, peers] = steepest;
    for (who, (exponent, name)) in [("standoff", ours), ("ammonia", peers)] {
        println!("greatest exponent of {who}: {exponent:.2} ({name})");
    }
    let (share, name) = worst;
    println!(
        "at 4n ingest is slower than ammonia on {slower} of {}, at worst {share:.2} times ({name})",
        ATTACKS.len()
    );
    println!();
    json!({
        "attacks": figures,
        "greatest_exponent": { "standoff": rounded(ours.0, 2), "ammonia": rounded(peers.0, 2) },
        "slower": slower,
        "of": ATTACKS.len(),
        "worst_share": rounded(share, 2),
        "worst": name,
    })
}

fn size(all: &Contestants, attack: Attack, reach: Reach) -> usize {
    let mut n = reach.least;
    loop {
        let source = attack(4 * n);
        let taken = time(&mut || all.ingest(&source).text().len());
        if taken >= reach.ours || 2 * source.len() > reach.bytes {
            return n;
        }
        n *= 2;
    }
}

/// Runs ammonia at sizes below n.
fn approach(all: &Contestants, attack: Attack, n: usize, reach: Reach) -> Growth {
    let mut peers = Growth {
        times: Vec::new(),
        below: APPROACH,
        is_capped: false,
    };
    for halvings in (1..=APPROACH).rev() {
        let source = attack(n >> halvings);
        peers.add(time(&mut || all.clean(&source)), reach);
        if peers.is_capped {
            break;
        }
    }
    peers
}

/// Runs both at n, 2n and 4n, in turns.
fn race(all: &Contestants, sources: &[String; 3], mut peers: Growth, reach: Reach) -> [Growth; 2] {
    let mut ours = Growth {
        times: Vec::new(),
        below: 0,
        is_capped: false,
    };
    for source in sources {
        let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
        for _ in 0..reach.runs {
            our_times.push(time(&mut || all.ingest(source).text().len()));
            if !peers.is_capped && peer_times.iter().sum::<Duration>() < REPEATED {
                peer_times.push(time(&mut || all.clean(source)));
            }
        }
        ours.times.extend(our_times.into_iter().min());
        if let Some(taken) = peer_times.into_iter().min() {
            peers.add(taken, reach);
        }
    }
    [ours, peers]
}
