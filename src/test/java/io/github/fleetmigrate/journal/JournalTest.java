package io.github.fleetmigrate.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.port.JournalStore;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-01-22T10:00:00.123Z");
  private final Lines store = new Lines();
  private final Journal journal = new Journal(store, "r");

  @Test
  void everyKindOfEntryIsReadBackAsItWasWritten() throws Exception {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("axon", "/nix/store/x.drv");
    hosts.put("broken", null);
    List<JournalEntry> entries =
        List.of(
            new JournalEntry.RunBegun(NOW, "r", "nixos-fleet", "c0", "main"),
            new JournalEntry.Answered(NOW, new ObjectMapper().readTree("{\"strategy\": \"full\"}")),
            new JournalEntry.BaselineTaken(
                NOW,
                hosts,
                List.of("devShells"),
                new ObjectMapper().readTree("{\"commit\": \"c0\"}"),
                true,
                Map.of("broken", "error: attribute 'x' missing"),
                EvaluatedNode.all(
                    new ObjectMapper()
                        .readTree(
                            "{\"settings\": {\"sshUser\": \"mira\"}, \"nodes\": {\"axon\": {\"hostname\": \"10.0.0.1\","
                                + " \"sshOpts\": [\"-p\", \"2222\"], \"profiles\": {\"system\": {\"remoteBuild\": true}}}}}"))),
            new JournalEntry.TransitionBegun(
                NOW,
                1,
                JournalEntry.Kind.ROLLBACK,
                0,
                "b",
                "t",
                List.of(new JournalEntry.PlannedFile("a", "x", "y")),
                true,
                "m",
                null),
            new JournalEntry.FilesWritten(NOW, 1),
            new JournalEntry.Verified(
                NOW,
                1,
                Level.BUILD,
                List.of(new HostVerdict("axon", Verdict.CHANGED, true, false, "note", List.of("etc-hosts"))),
                List.of("output gone"),
                false,
                "tree",
                List.of("a remark")),
            new JournalEntry.TransitionFailed(NOW, 1, "why", null),
            new JournalEntry.TransitionAbandoned(NOW, 1),
            new JournalEntry.TransitionDone(NOW, 1, "c"),
            new JournalEntry.PushBegun(
                NOW, "axon", "c", "/nix/store/new", new Machine("boot", "/nix/store/old", null, "system-1-link", "6.12", List.of("web.service"))),
            new JournalEntry.PushStarted(NOW, "axon", 17, NOW),
            new JournalEntry.BackBegun(NOW, "axon"),
            new JournalEntry.PushEnded(NOW, "axon", JournalEntry.HostStage.ROLLED_BACK, null));
    for (JournalEntry entry : entries) {
      journal.append(entry);
    }
    assertEquals(entries, journal.read());
    assertTrue(store.lines.stream().noneMatch(l -> l.contains("\n")));
  }

  @Test
  void aLineThatIsNoEntryIsNamed() {
    store.lines.add("{\"entry\": \"Nonsense\"}");
    IOException e = assertThrows(IOException.class, journal::read);
    assertTrue(e.getMessage().contains("Nonsense"));
  }

  private static final class Lines implements JournalStore {
    private final List<String> lines = new ArrayList<>();

    @Override
    public Optional<String> currentRun() {
      return Optional.of("r");
    }

    @Override
    public void setCurrentRun(String run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> read(String run) {
      return List.copyOf(lines);
    }

    @Override
    public void append(String run, String line) {
      lines.add(line);
    }

    @Override
    public Path logs(String run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable lock() {
      throw new UnsupportedOperationException();
    }
  }
}
