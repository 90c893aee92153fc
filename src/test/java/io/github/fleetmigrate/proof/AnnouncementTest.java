package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
  private static final Difference HOSTS = of("etc-hosts", false, new Part(Part.Kind.ETC, "hosts"));
  private static final Difference USER = of("users-groups.json", false, new Part(Part.Kind.USER, "deploy"));
  private static final Difference KERNEL = of("nixos-system-axon-25.05", false, Part.of(Part.Kind.KERNEL_PARAMETERS));
  private static final Difference COLLECTS =
      new Difference("folder", List.of(), false, List.of("text"), List.of("etc-sudoers.d-deploy"), List.of(), true, 0, false);

  private static Difference of(String derivation, boolean collects, Part... parts) {
    return new Difference(derivation, List.of(parts), true, List.of("text"), List.of(), List.of(), collects, 0, false);
  }

  private static Announcement parts(String host, String... parts) {
    return new Announcement(List.of(new Announcement.Change(host, List.of(parts), List.of())));
  }

  private static Announcement derivations(String... derivations) {
    return new Announcement(List.of(new Announcement.Change(null, List.of(), List.of(derivations))));
  }

  @Test
  void coversTheHostsAndPartsThatItNames() {
    assertTrue(parts(null, "/etc/hosts").covers("axon", List.of(HOSTS)));
    assertTrue(parts("axon", "/etc/*").covers("axon", List.of(HOSTS)));
    assertTrue(parts(null, "/etc/hosts", "user deploy").covers("axon", List.of(HOSTS, USER)));
    assertFalse(parts("nexus", "/etc/hosts").covers("axon", List.of(HOSTS)));
    assertFalse(parts(null, "hosts", "/etc/host").covers("axon", List.of(HOSTS)));
    assertFalse(Announcement.NOTHING.covers("axon", List.of(HOSTS)));
  }

  @Test
  void anythingBeyondIsNotCovered() {
    assertFalse(parts(null, "/etc/*", "user *").covers("axon", List.of(HOSTS, USER, KERNEL)));
    assertFalse(parts(null, "user deploy").covers("axon", List.of(of("x", false, new Part(Part.Kind.USER, "deploy2")))));
  }

  @Test
  void whatSeveralPartsHaveInCommonNeedsAllOfThem() {
    Difference both = of("script", false, new Part(Part.Kind.ETC, "hosts"), new Part(Part.Kind.UNIT, "nscd.service"));
    assertFalse(parts(null, "/etc/hosts").covers("axon", List.of(both)));
    assertTrue(parts(null, "/etc/hosts", "unit nscd.service").covers("axon", List.of(both)));
  }

  @Test
  void derivationsMayBeNamedWhateverTheyArePartOf() {
    assertTrue(derivations("*hosts").covers("axon", List.of(HOSTS)));
    assertFalse(derivations("hosts").covers("axon", List.of(HOSTS)));
    assertTrue(derivations("etc-sudoers*", "etc-hosts").covers("axon", List.of(HOSTS, COLLECTS)));
    assertFalse(derivations("etc-hosts").covers("axon", List.of(HOSTS, COLLECTS)));
  }
}
