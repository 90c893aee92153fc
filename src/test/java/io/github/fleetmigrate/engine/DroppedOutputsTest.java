package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import java.lang.reflect.Proxy;
import java.util.Arrays;
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
    return check(BEFORE, now, agreed).problems();
  }

  /** With null for what cannot be listed. */
  private static Evaluation.Verified check(List<String> before, List<String> now, List<String> agreed) {
    Evaluation evaluation =
        (Evaluation)
            Proxy.newProxyInstance(
                Evaluation.class.getClassLoader(),
                new Class<?>[] {Evaluation.class},
                (proxy, method, given) -> Optional.ofNullable(given[0].equals("before") ? before : now));
    Evaluation.Request request =
        new Evaluation.Request(
            "before", "now", List.of(), Level.EVAL, List.of(), Set.of(), Set.of(), null, List.of(), Map.of());
    Evaluation.Verified verified = new Evaluation.Verified(Level.EVAL, List.of(), List.of("known"), List.of(), Map.of());
    return DROPPED.check(verified, evaluation, request, agreed, new Cancellation());
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

  @Test
  void whatCannotBeListedAnyMoreIsAProblem() {
    String all = "what is below the flake output checks cannot be listed";
    assertEquals(
        List.of("known", all + " any more, so whether anything below it has vanished is not known"),
        check(BEFORE, null, List.of()).problems());
    String one = "what is below the flake output checks.x86_64-linux cannot be listed";
    assertEquals(
        List.of("known", one + " any more, so whether checks.x86_64-linux.mine has vanished is not known"),
        check(List.of("checks.x86_64-linux.mine"), List.of("checks.x86_64-linux"), List.of()).problems());
  }

  @Test
  void whatCouldNotBeListedBeforeIsARemark() {
    for (List<String> now : Arrays.asList(null, List.of("checks.x86_64-linux.mine"))) {
      Evaluation.Verified found = check(null, now, List.of());
      assertEquals(List.of("known"), found.problems());
      assertEquals(
          List.of("what is below the flake output checks cannot be listed, so whether anything below it has vanished is not known"),
          found.remarks());
    }
    Evaluation.Verified found =
        check(List.of("checks.x86_64-linux", "checks.b.mine"), List.of("checks.x86_64-linux", "checks.b.mine"), List.of());
    assertEquals(List.of("known"), found.problems());
    assertEquals(
        List.of(
            "what is below the flake output checks.x86_64-linux cannot be listed, so whether anything below it has vanished is"
                + " not known"),
        found.remarks());
  }
}
