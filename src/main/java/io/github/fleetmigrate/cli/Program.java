package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.port.Cancellation;
import java.io.PrintStream;

/** What every command is made with. */
record Program(GlobalOptions options, Console console, EngineSource engines, Cancellation cancellation) {

  /** Where a person is talked to: standard output, or standard error where that belongs to a script. */
  PrintStream talk() {
    return options.json() ? console.err() : console.out();
  }

  Prompt prompt() {
    return new Prompt(console.in(), talk(), cancellation);
  }
}
