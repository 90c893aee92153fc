package io.github.fleetmigrate.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Where commands get their engine from. */
interface EngineSource {
  /**
   * @param repository a folder in the repository
   * @param remember whether answers are kept for the next session
   */
  Opened open(GlobalOptions options, Path repository, boolean remember) throws Refusal, IOException;
}
