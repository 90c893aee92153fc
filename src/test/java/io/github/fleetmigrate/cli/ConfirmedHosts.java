package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.adapter.files.DiskJournalStore;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.JournalEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Marks the hosts of a migrated fleet as pushed and confirmed, as a rollout does that nobody waits for here. */
final class ConfirmedHosts {
  private ConfirmedHosts() {}

  /** Every host of the fleet. */
  static void all(SampleRepo repo) throws IOException {
    all(repo, "nixos-fleet");
  }

  static void all(SampleRepo repo, String migration) throws IOException {
    DiskJournalStore store = new DiskJournalStore(repo.root().resolve(".git"));
    Journal journal = new Journal(store, store.currentRun().orElseThrow());
    Machine before = new Machine("boot", "/nix/store/before", "/nix/store/before", "system-1-link", "6.1", List.of());
    String head = repo.head();
    for (JsonNode host : SampleRepo.json(repo.done("--migration", migration, "--format", "json", "status").out()).at("/rollout/hosts")) {
      String name = host.get("name").asText();
      journal.append(new JournalEntry.PushBegun(Instant.EPOCH, name, head, "/nix/store/system", before));
      journal.append(new JournalEntry.PushEnded(Instant.EPOCH, name, JournalEntry.HostStage.CONFIRMED, null));
    }
  }
}
