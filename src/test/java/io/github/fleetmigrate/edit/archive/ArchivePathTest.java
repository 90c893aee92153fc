package io.github.fleetmigrate.edit.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchivePathTest {

  @Test
  void aFileGoesIntoTheFolderBesideIt() {
    assertEquals("scripts/archive/fleet.sh.old", ArchivePath.of("scripts/fleet.sh", "archive", ".old", p -> false));
    assertEquals("archive/fleet.sh.old", ArchivePath.of("fleet.sh", "archive", ".old", p -> false));
  }

  @Test
  void aNameThatIsTakenIsNeverUsed() {
    Set<String> taken = Set.of("s/archive/fleet.sh.old", "s/archive/fleet.sh.old.2");
    assertEquals("s/archive/fleet.sh.old.3", ArchivePath.of("s/fleet.sh", "archive", ".old", taken::contains));
  }
}
