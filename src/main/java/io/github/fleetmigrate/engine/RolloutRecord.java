package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes a rollout's entries into the journal, and tells what they made of a host. */
final class RolloutRecord {
  private final Session session;
  private final RolloutScope scope;
  private final Consumer<EngineEvent> events;

  RolloutRecord(Session session, RolloutScope scope, Consumer<EngineEvent> events) {
    this.session = session;
    this.scope = scope;
    this.events = events;
  }

  /** On the disk when this returns. */
  void append(JournalEntry entry) throws IOException {
    session.journal().append(entry);
    session.changed();
  }

  /** @param entry of this host, after which it is at another stage */
  void begin(String host, JournalEntry entry) throws IOException {
    append(entry);
    events.accept(new EngineEvent.RolloutChanged(host, scope.state(host)));
  }

  /** @param message why it failed; null where it did not */
  void end(String host, HostStage stage, String message) throws IOException {
    begin(host, new JournalEntry.PushEnded(now(), host, stage, message));
  }

  Instant now() {
    return session.ports().clock().instant();
  }
}
