package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
  private static final Difference HOSTS = new Difference("etc-hosts", List.of("text"), List.of(), List.of(), false);
  private static final Difference ETC =
      new Difference("etc", List.of("text"), List.of("etc-sudoers.d-deploy"), List.of(), true);
  private static final Difference KERNEL =
      new Difference("nixos-system-axon-25.05", List.of("kernelParams"), List.of(), List.of(), false);

  private static Announcement of(String host, String... derivations) {
    return new Announcement(List.of(new Announcement.Change(host, List.of(derivations))));
  }

  @Test
  void coversWhatItNames() {
    assertTrue(of(null, "etc-hosts").covers("axon", List.of(HOSTS)));
    assertTrue(of(null, "*hosts").covers("axon", List.of(HOSTS)));
    assertTrue(of("axon", "etc-*").covers("axon", List.of(HOSTS)));
    assertFalse(of("nexus", "etc-*").covers("axon", List.of(HOSTS)));
    assertFalse(of(null, "hosts").covers("axon", List.of(HOSTS)));
    assertFalse(Announcement.NOTHING.covers("axon", List.of(HOSTS)));
  }

  @Test
  void whatOnlyCollectsIsCoveredByWhatItCollects() {
    assertTrue(of(null, "etc-sudoers*", "etc-hosts").covers("axon", List.of(HOSTS, ETC)));
    assertFalse(of(null, "etc-hosts").covers("axon", List.of(HOSTS, ETC)));
  }

  @Test
  void anythingBeyondIsNotCovered() {
    assertFalse(of(null, "etc*").covers("axon", List.of(HOSTS, KERNEL)));
  }
}
