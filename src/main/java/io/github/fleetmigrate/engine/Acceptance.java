package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.proof.HostVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the accepted differences are the ones that a person accepted. An acceptance names a host and a phase; it covers
 * what the last verification of that phase showed for the host. One that was given before anything was verified covers
 * what is found first.
 */
final class Acceptance {
  private static final String ANOTHER =
      "this is not the difference that was accepted; the same command again accepts this one";

  private final Predicate<HostVerdict> covered;
  private final Predicate<String> coveredSetting;
  private final String otherwise;

  private Acceptance(Predicate<HostVerdict> covered, Predicate<String> coveredSetting, String otherwise) {
    this.covered = covered;
    this.coveredSetting = coveredSetting;
    this.otherwise = otherwise;
  }

  /**
   * @param seen what verifications of the phase showed; null where there was none
   * @param tree the tree that is verified now
   */
  static Acceptance ofPhase(MigrationState.Seen seen, String tree) {
    return new Acceptance(
        host -> {
          MigrationState.SeenHost before = seen == null ? null : seen.hosts().get(host.host());
          return before == null
              || tree.equals(before.tree())
              || Set.copyOf(before.differences()).equals(new HashSet<>(host.differences()));
        },
        setting -> seen == null || seen.told().stream().anyMatch(line -> line.startsWith(setting)),
        ANOTHER);
  }

  /**
   * @param unchanged hosts that are what they were at the last checkpoint
   */
  static Acceptance ofTree(Set<String> unchanged) {
    return new Acceptance(
        host -> unchanged.contains(host.host()), setting -> true, "it has changed since the last checkpoint");
  }

  /** What was found, with the acceptance taken from hosts that it does not cover. */
  Evaluation.Verified of(Evaluation.Verified found) {
    List<HostVerdict> hosts = new ArrayList<>();
    for (HostVerdict host : found.hosts()) {
      hosts.add(!host.accepted() || covered.test(host) ? host : refused(host));
    }
    return new Evaluation.Verified(
        found.reached(), hosts, found.problems(), found.remarks(), found.settings());
  }

  /**
   * Whether an accepted difference of a node's settings was shown before.
   *
   * @param setting how the line that shows it begins
   */
  boolean covers(String setting) {
    return coveredSetting.test(setting);
  }

  private HostVerdict refused(HostVerdict host) {
    String note = host.note() == null ? otherwise : otherwise + "; " + host.note();
    return new HostVerdict(host.host(), host.verdict(), host.announced(), false, note, host.differences());
  }
}
