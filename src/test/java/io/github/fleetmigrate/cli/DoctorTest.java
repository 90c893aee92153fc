package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@code doctor}. */
class DoctorTest {
  private final Programs programs = new Programs();
  private final CommandLineRunner line = new CommandLineRunner(new ScriptedEngine()).with(programs);

  /** Programs by name, each with what it answers to being asked for its version. */
  private static final class Programs implements CommandRunner {
    private final Map<String, String> versions = new HashMap<>();
    private String flakes = "true\n";

    @Override
    public Result run(Call call, Cancellation cancellation, Listener listener) {
      String name = Path.of(call.arguments().get(0)).getFileName().toString();
      if (call.arguments().contains("eval")) {
        return flakes == null ? ended(1, "", "error: unrecognised flag") : ended(0, flakes, "");
      }
      String version = versions.get(name);
      return name.equals("ssh") ? ended(0, "", version) : ended(0, version, "");
    }

    private static Result ended(int code, String out, String err) {
      return new Result(End.EXITED, code, out, err, Duration.ZERO);
    }

    @Override
    public Optional<Path> find(String program) {
      String name = Path.of(program).getFileName().toString();
      return versions.containsKey(name) ? Optional.of(Path.of("/bin", name)) : Optional.empty();
    }
  }

  private JsonNode json() {
    CommandLineRunner.Result result = line.run("doctor", "--format", "json");
    assertEquals(0, result.code());
    return JsonReports.read(result.out()).get("tools");
  }

  @Test
  void saysWhatIsThereAndWhatThatAllows() {
    programs.versions.putAll(
        Map.of(
            "nix", "nix (Nix) 2.26.3\n", "git", "git version 2.39.5\n", "just", "just 1.40.0\n",
            "ssh", "OpenSSH_9.2p1 Debian-2+deb12u7, OpenSSL 3.0.16\n"));
    JsonNode tools = json();
    assertEquals("2.26.3", tools.at("/nix/version").asText());
    assertEquals("/bin/nix", tools.at("/nix/path").asText());
    assertTrue(tools.at("/nix/flakes").asBoolean());
    assertEquals("2.39.5", tools.at("/git/version").asText());
    assertEquals("9.2p1", tools.at("/ssh/version").asText());
    assertEquals(System.getProperty("java.version"), tools.at("/java/version").asText());
    String text = line.run("doctor").out();
    assertTrue(text.contains("just  1.40.0  /bin/just"), text);
    assertTrue(text.contains("hosts can be reached"), text);
  }

  @Test
  void saysWhatIsMissingAndEndsWell() {
    CommandLineRunner.Result result = line.run("doctor");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("nix   is missing\n      nothing can be evaluated"), result.out());
    JsonNode tools = json();
    assertTrue(tools.at("/nix/path").isNull() && tools.at("/nix/version").isNull());
    assertFalse(tools.at("/nix/flakes").asBoolean(true));
  }

  @Test
  void saysWhyANixIsOfNoUse() {
    programs.versions.put("nix", "nix (Nix) 2.3.16\n");
    JsonNode old = json();
    assertFalse(old.at("/nix/flakes").asBoolean(true));
    assertTrue(old.at("/nix/allows").asText().contains("2.8 or later"), old.toString());
    programs.versions.put("nix", "nix (Nix) 2.18.1\n");
    programs.flakes = null;
    JsonNode without = json();
    assertFalse(without.at("/nix/flakes").asBoolean(true));
    assertTrue(without.at("/nix/allows").asText().contains("flakes"), without.toString());
  }

  @Test
  void asksTheNixThatIsNamed() {
    programs.versions.put("nix-other", "nix (Nix) 2.20.0\n");
    CommandLineRunner.Result result = line.run("doctor", "--nix", "/opt/nix-other", "--format", "json");
    assertEquals("2.20.0", JsonReports.read(result.out()).at("/tools/nix/version").asText());
  }
}
