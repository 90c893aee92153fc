package io.github.fleetmigrate.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SshOptionsTest {
  @Test
  void thePortIsReadInEveryFormThatSshTakes() {
    for (List<String> options :
        List.of(
            List.of("-p", "2222"),
            List.of("-p2222"),
            List.of("-p 2222"),
            List.of("-o", "Port=2222"),
            List.of("-oPort=2222"),
            List.of("-A", "-o", "port 2222", "-p", "9"))) {
      assertEquals(2222, SshOptions.of(options).port(), options.toString());
    }
  }

  @Test
  void whatOnlyLooksLikeAPortIsNone() {
    for (List<String> options :
        List.of(
            List.<String>of(),
            List.of("-p"),
            List.of("-P", "2222"),
            List.of("-i", "key-p 22"),
            List.of("-o", "ProxyCommand=ssh -p 2222 jump"),
            List.of("-o", "GatewayPort=2222"))) {
      assertNull(SshOptions.of(options).port(), options.toString());
    }
  }
}
