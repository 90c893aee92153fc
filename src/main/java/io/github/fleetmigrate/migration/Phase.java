package io.github.fleetmigrate.migration;

import java.util.List;
import java.util.Map;

/**
 * One phase: steps that end in one checkpoint.
 *
 * @param number from 1; {@link #CLOSING} for the one that ends a rollout
 * @param summary what it does, in two sentences
 * @param commitSubject of its checkpoint
 * @param announces what it changes in hosts on purpose; empty for a phase that changes no host
 * @param brings names that it brings to hosts, which no host may have already
 * @param drops flake outputs that vanish with it, with all below them
 * @param shows values of hosts whose difference is shown before the phase is agreed to
 */
public record Phase(
    int number,
    String id,
    String title,
    String summary,
    String commitSubject,
    List<Step> steps,
    List<Announcement> announces,
    List<Shown> shows,
    List<Brings> brings,
    List<String> drops) {
  /** The number of what is done when every host was pushed; in checkpoints and reports it is called {@code rollout}. */
  public static final int CLOSING = 1000;

  public Phase {
    steps = List.copyOf(steps);
    announces = announces == null ? List.of() : List.copyOf(announces);
    shows = shows == null ? List.of() : List.copyOf(shows);
    brings = brings == null ? List.of() : List.copyOf(brings);
    drops = drops == null ? List.of() : List.copyOf(drops);
  }

  /** What a person calls a phase of this number: {@code phase 3}. */
  public static String name(int number) {
    return number == CLOSING ? "the rollout's last step" : "phase " + number;
  }

  /** The same at the start of a sentence. */
  public static String sentence(int number) {
    String name = name(number);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * A change of hosts that the phase makes on purpose.
   *
   * @param hosts {@code all}, or a template that gives one host's name
   * @param parts templates of the parts of a system that may differ, as a person names them: {@code /etc/hosts}, {@code
   *     unit sshd.service}, {@code user deploy}, {@code package htop}; {@code *} stands for any text
   * @param derivations patterns of the names of derivations that may differ whatever they are part of; what only collects
   *     them may too
   * @param when a condition as on steps
   */
  public record Announcement(
      String hosts, List<String> parts, List<String> derivations, String why, Map<String, String> when) {
    public Announcement {
      parts = parts == null ? List.of() : List.copyOf(parts);
      derivations = derivations == null ? List.of() : List.copyOf(derivations);
      when = when == null ? Map.of() : Map.copyOf(when);
    }
  }

  /**
   * A name that the phase adds to a set of every host.
   *
   * @param what a person calls it: {@code a user}
   * @param attribute path of the set under the host's configuration: {@code config.users.users}
   * @param name template of the name; nothing is brought where it is empty
   * @param answer the key of the question that decides the name
   */
  public record Brings(String what, String attribute, String name, String answer) {}

  /**
   * A value of every host that is evaluated before and after.
   *
   * @param label what a person calls it: {@code /etc/hosts}
   * @param attribute path under the host's configuration: {@code config.networking.hosts}
   * @param apply a Nix function over the value that leaves what matters; may be null
   */
  public record Shown(String label, String attribute, String apply) {}
}
