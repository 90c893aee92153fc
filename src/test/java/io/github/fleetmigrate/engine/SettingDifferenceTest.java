package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingDifferenceTest {
  @Test
  void theHostOfADifferenceIsKnownFromWhatIsTold() {
    String what = SettingDifference.what("nexus", "sshOptions", "-o A=b", "none");
    assertEquals(Optional.of("nexus"), SettingDifference.host(SettingDifference.problem(what, "accept nexus")));
  }

  @Test
  void whatIsSettledOrAcceptedAlreadyIsNoneToAccept() {
    assertEquals(Optional.empty(), SettingDifference.host(SettingDifference.what("nexus", "targetPort", "1", "2") + " (accepted)"));
    assertEquals(Optional.empty(), SettingDifference.host("the hive deploys nexus with targetPort 1, but 2 was settled"));
  }
}
