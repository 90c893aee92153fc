package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.proof.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person can ask of the engine. */
public sealed interface Command {

  /** Reads the repository: facts, findings, states of the steps. Answers with {@link EngineEvent.Surveyed}. */
  record Survey() implements Command {}

  /** Gives or changes answers (keys as in the answers file; null takes one back). Answers with Surveyed. */
  record Answer(Map<String, JsonNode> answers) implements Command {}

  /** Plans phases without doing anything. Answers with {@link EngineEvent.PhasePlanned} for each. */
  record Plan(int from, int through) implements Command {}

  /**
   * Runs phases in order; resumes one that was interrupted.
   *
   * @param choices by phase: what a person refused or edited in its plan; a phase not named is applied as planned
   * @param consent phases that a person looked at and agreed to, or null where none needs to be asked
   */
  record Apply(int from, int through, Level level, Map<Integer, Choices> choices, Set<Integer> consent)
      implements Command {}

  /**
   * What a person chose in a phase's diff.
   *
   * @param refusedHunks by path: indexes, from 0, of hunks that are not to be applied
   * @param edited by path: text that takes the place of the planned one
   */
  record Choices(Map<String, Set<Integer>> refusedHunks, Map<String, String> edited) {}

  /** Verifies the tree as it is against the baseline. Answers with {@link EngineEvent.VerificationFinished}. */
  record Verify(List<String> hosts, Level level) implements Command {}

  /**
   * Checks hosts over SSH: those named, or all that are reached so. Answers with {@link EngineEvent.HostChecked} for each
   * and {@link EngineEvent.HealthChecked}; ends as {@link ExitStatus#CHECK_FAILED} where a check failed.
   */
  record Health(List<String> hosts) implements Command {
    public Health {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Finds out what pushing a host would do. Answers with {@link EngineEvent.HostPrepared}, or, where a push that was
   * interrupted turns out to have arrived, with {@link EngineEvent.RolloutChanged}. Changes no machine.
   */
  record Prepare(String host) implements Command {}

  /**
   * Pushes a host that was prepared by this engine, and sees it through.
   *
   * @param system store path that was shown and that a person agreed to
   */
  record Push(String host, String system) implements Command {}

  /** Brings a pushed host back to its previous generation. */
  record TakeBack(String host) implements Command {}

  /**
   * Back to the checkpoint after a phase.
   *
   * @param to the phase, or 0 for before the migration
   */
  record Rollback(int to) implements Command {}
}
