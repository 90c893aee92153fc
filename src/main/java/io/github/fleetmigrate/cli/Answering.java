package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import java.util.Map;
import java.util.function.Consumer;

/** Gives an answers file to the engine, once it is known that the hosts it names are there. */
final class Answering {
  private Answering() {}

  /**
   * @param given none where there is no file
   * @throws Refusal for a host that the repository does not have; nothing was given then
   */
  static ExitStatus give(Session session, Map<String, JsonNode> given, Consumer<EngineEvent> events) throws Refusal {
    if (given.isEmpty()) {
      return ExitStatus.DONE;
    }
    ExitStatus surveyed = session.run(new Command.Survey(), events);
    if (surveyed != ExitStatus.DONE) {
      return surveyed;
    }
    AnsweredHosts.check(given, session.migration(), session.survey());
    return session.run(new Command.Answer(given), events);
  }
}
