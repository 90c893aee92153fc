package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import java.io.PrintStream;

/** A rollout for a person: what would change on a host, how it is, and what became of it. */
final class RolloutText {
  private static final int MOST_CHANGES = 40;
  private final PrintStream out;
  private final HealthText health;

  RolloutText(PrintStream out, boolean colored) {
    this.out = out;
    this.health = new HealthText(out, colored);
  }

  void event(EngineEvent event) {
    if (event instanceof EngineEvent.HostChecked checked) {
      checked(checked.health());
    } else if (event instanceof EngineEvent.HostPrepared prepared) {
      ready(prepared.ready());
    } else if (event instanceof EngineEvent.RolloutChanged changed) {
      state(changed.host(), changed.now().stage());
    }
  }

  /** One line where all is well; else what is not. */
  private void checked(HostHealth host) {
    if (host.status() == CheckStatus.OK) {
      out.println("  " + Neutral.line(host.name()) + " is healthy: " + host.checks().size() + " checks");
      return;
    }
    out.println("  " + Neutral.line(host.name()) + " at " + Neutral.line(String.valueOf(host.address())));
    for (Check check : host.checks()) {
      if (check.status() != CheckStatus.OK) {
        health.check(check);
      }
    }
  }

  private void ready(HostReady ready) {
    out.println();
    out.println(Neutral.line(ready.host() + (ready.local() ? " (this machine)" : "") + " runs  " + ready.running()));
    if (ready.same()) {
      out.println("  and would run the same: nothing changes, the push shows that the new tool reaches it");
    } else {
      out.println(Neutral.line("  and would run  " + ready.system()));
      changes(ready);
    }
    out.println(Neutral.line("  " + ready.push()));
  }

  private void changes(HostReady ready) {
    if (!ready.changesKnown()) {
      out.println("  what changes cannot be told here: " + (ready.built() ? "the machine's store does not say what it runs" : "the machine builds it"));
    } else if (ready.changes().isEmpty()) {
      out.println("  which differs in nothing but what the flake knows of its own source");
    }
    ready.changes().stream().limit(MOST_CHANGES).forEach(change -> out.println("    " + Neutral.line(change)));
    if (ready.changes().size() > MOST_CHANGES) {
      out.println("    and " + (ready.changes().size() - MOST_CHANGES) + " more");
    }
  }

  private void state(String host, HostStage stage) {
    String name = Neutral.line(host);
    switch (stage) {
      case PUSHING, ROLLING_BACK -> {
        // The command that is run is told by itself.
      }
      case CONFIRMED -> out.println("  " + name + ": runs what was pushed, and is as healthy as before");
      case FAILED -> out.println("  " + name + ": failed");
      case ROLLED_BACK -> out.println("  " + name + ": back at what it ran before");
    }
  }
}
