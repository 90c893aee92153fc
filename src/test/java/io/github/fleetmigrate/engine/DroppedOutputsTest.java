package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which outputs may vanish, further down than a verification lists them. */
class DroppedOutputsTest {
  private static final DroppedOutputs DROPPED =
      new DroppedOutputs(
          List.of(
              new Phase(
                  Phase.CLOSING, "closing", "t", "s", "c", List.of(), List.of(), List.of(), List.of(),
                  List.of("deploy", "checks.*.deploy-schema"))));
  private static final List<String> BEFORE =
      List.of("checks.x86_64-linux.deploy-schema", "checks.aarch64-linux.deploy-schema", "checks.x86_64-linux.mine");

  private static List<String> problems(List<String> now, List<String> agreed) {
    Map<String, List<String>> names = Map.of("before", BEFORE, "now", now);
    Evaluation evaluation =
        (Evaluation)
            Proxy.newProxyInstance(
                Evaluation.class.getClassLoader(),
                new Class<?>[] {Evaluation.class},
                (proxy, method, given) -> Optional.of(names.get(given[0])));
    Evaluation.Request request =
        new Evaluation.Request(
            "before", "now", List.of(), Level.EVAL, List.of(), Set.of(), Set.of(), null, List.of(), Map.of());
    Evaluation.Verified verified = new Evaluation.Verified(Level.EVAL, List.of(), List.of("known"), List.of(), Map.of());
    return DROPPED.check(verified, evaluation, request, agreed, new Cancellation()).problems();
  }

  @Test
  void theWholeOutputIsNamedWhereAVerificationCannotTellMore() {
    assertEquals(Set.of("deploy", "checks"), DROPPED.names());
  }

  @Test
  void onlyWhatIsNamedVanishes() {
    assertEquals(List.of("known"), problems(List.of("checks.x86_64-linux.mine"), List.of()));
    assertEquals(List.of("known", "the flake output checks.x86_64-linux.mine has vanished"), problems(List.of(), List.of()));
  }

  @Test
  void anOutputThatAPersonAgreedToLoseMayVanish() {
    assertEquals(List.of("known"), problems(List.of(), List.of("checks")));
  }
}
