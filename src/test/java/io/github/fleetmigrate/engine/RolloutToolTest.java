package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fleetmigrate.migration.Migration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutToolTest {
  private static final Migration.Rollout FLEET =
      new Migration.Rollout("fleet", "x#fleet", null, List.of("push", "{host}"), null, "all", List.of("true"), null, null);

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "--on", "-v", "@web", "axon,nexus", "*", "web[12]", "a b", "a;b", "$(b)", "a\nb", "a#b", "ä"})
  void aNameThatMeansSomethingElseIsNeverHandedOn(String name) {
    assertThrows(Stopped.class, () -> RolloutTool.refuseOther(name, FLEET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"axon", "web-1", "web_1", "a.example.org", "All", "7"})
  void oneHostsNameIsHandedOn(String name) {
    assertDoesNotThrow(() -> RolloutTool.refuseOther(name, FLEET));
  }
}
