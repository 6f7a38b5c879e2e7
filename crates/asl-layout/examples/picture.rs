//! Prints a test machine as SVG: `cargo run -p asl-layout --example picture -- order`.
//! Without a name, prints the names with their sizes and quality.

#[path = "../tests/machines/mod.rs"]
mod machines;
#[path = "../tests/quality/mod.rs"]
mod quality;
#[path = "picture/svg.rs"]
mod svg;

use asl_layout::{Style, layout};

fn main() {
    let wanted = std::env::args().nth(1);
    for machine in machines::all() {
        let picture = layout(&machine.graph, &Style::default());
        match &wanted {
            None => println!(
                "{}: {} x {}, {:?}",
                machine.name,
                picture.width,
                picture.height,
                quality::measure(&machine.graph, &picture)
            ),
            Some(name) if name == machine.name => {
                println!("{}", svg::svg(&picture, &machine.graph, &machine.names, &machine.labels));
            }
            Some(_) => {}
        }
    }
}
