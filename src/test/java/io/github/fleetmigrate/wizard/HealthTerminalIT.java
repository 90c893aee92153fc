package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.SshFleet;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code health} in a real terminal, on real sshds: what it asks, what comes of the answers, and how it is stopped. */
class HealthTerminalIT {
  private static final String LAUNCHER = System.getProperty("fleetmigrate.launcher");

  @TempDir private Path folder;
  private SshFleet fleet;
  private Path repository;

  @BeforeEach
  void layOut() throws IOException {
    Tools.require("tmux");
    Tools.require("bash");
    fleet = SshFleet.of(folder.resolve("ssh"), "axon", "nexus");
    StringBuilder nodes = new StringBuilder();
    StringBuilder hosts = new StringBuilder();
    for (SshFleet.Machine machine : fleet.machines()) {
      nodes.append("deploy.nodes.").append(machine.name()).append(" = { hostname = \"").append(machine.name())
          .append("\"; sshUser = \"").append(SshFleet.user()).append("\"; profiles = { }; };\n");
      hosts.append("nixosConfigurations.").append(machine.name()).append(" = nixpkgs.lib.nixosSystem { modules = [ ]; };\n");
    }
    GitRepo repo = GitRepo.init(folder.resolve("repo"));
    repo.write("flake.nix", "{ inputs.nixpkgs.url = \"github:NixOS/nixpkgs\";\noutputs = { self, nixpkgs }: {\n" + hosts + nodes + "}; }\n");
    repo.commit();
    repository = repo.root();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  private List<String> command(String... more) {
    List<String> out =
        new ArrayList<>(
            List.of(
                LAUNCHER, "--repo", repository.toString(), "--nix", "no-such-nix", "--ssh-config", fleet.config().toString(), "--color", "never"));
    out.addAll(List.of(more));
    return out;
  }

  /** A shell that has noted how its terminal is set, with the command in front of it. */
  private Tmux health() throws Exception {
    Tmux terminal = new Tmux(130, 50, folder, List.of("env", "PS1=at the shell> ", "XDG_STATE_HOME=" + folder, "bash", "--norc"));
    terminal.waitFor("at the shell>");
    Path script = Files.writeString(folder.resolve("run"), String.join(" ", command("health")) + "\n");
    terminal.keys("clear; stty -a > before; sh " + script.getFileName() + "; echo ended with $?; stty -a > after; echo no''ted", "Enter");
    return terminal;
  }

  private String ended(Tmux terminal) throws Exception {
    String screen = terminal.waitFor("noted");
    assertEquals(Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")));
    return screen;
  }

  private String fingerprint(String machine) throws IOException {
    return SshFleet.run("ssh-keygen", "-lf", fleet.machine(machine).hostKey() + ".pub").split(" ")[1];
  }

  @Test
  void unknownKeysAreShownOneAtATimeAndOnlyAYesIsWritten() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    try (Tmux terminal = health()) {
      String first = terminal.waitFor("[y/N]");
      String asked = first.contains(fingerprint("axon")) ? "axon" : "nexus";
      String other = asked.equals("axon") ? "nexus" : "axon";
      assertTrue(first.contains(fingerprint(asked)) && !first.contains(fingerprint(other)), first);
      assertEquals("", Files.readString(fleet.knownHosts()));
      terminal.keys("y", "Enter");
      terminal.waitFor(fingerprint(other));
      terminal.keys("n", "Enter");
      String screen = ended(terminal);
      assertTrue(screen.contains("2 hosts: 1 ok, 1 failed"), screen);
      assertTrue(screen.contains("ended with 1"), screen);
      assertEquals(1, Files.readAllLines(fleet.knownHosts()).size());
      assertTrue(Files.readString(fleet.knownHosts()).startsWith("[" + fleet.machine(asked).address() + "]:"), asked);
    }
  }

  @Test
  void aPassphraseIsTypedUnseenAndOnceForAllHosts() throws Exception {
    SshFleet.run("ssh-keygen", "-q", "-p", "-P", "", "-N", "quite secret", "-f", fleet.key().toString());
    try (Tmux terminal = health()) {
      terminal.waitFor("Passphrase of " + fleet.key());
      terminal.keys("not it", "Enter");
      terminal.waitFor("That is not its passphrase");
      terminal.keys("quite secret", "Enter");
      String screen = ended(terminal);
      assertTrue(screen.contains("2 hosts: 2 warning"), screen);
      assertTrue(screen.replace("\n", "").contains("`ssh-add " + fleet.key()), screen);
      assertFalse(screen.contains("quite secret") || screen.contains("not it\n"), screen);
      assertFalse(logged().contains("quite secret"));
    }
  }

  private String logged() throws IOException {
    StringBuilder out = new StringBuilder();
    try (var files = Files.walk(folder.resolve("fleet-migrate"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.append(Files.readString(file));
      }
    }
    return out.toString();
  }

  @Test
  void controlCWhereAPassphraseIsAskedForLeavesTheTerminalAsItWas() throws Exception {
    SshFleet.run("ssh-keygen", "-q", "-p", "-P", "", "-N", "quite secret", "-f", fleet.key().toString());
    try (Tmux terminal = health()) {
      terminal.waitFor("Passphrase of " + fleet.key());
      terminal.keys("C-c");
      terminal.waitUntil(s -> s.stripTrailing().endsWith("at the shell>"), "the shell's prompt");
      terminal.keys("clear; echo ended with $?; stty -a > after; echo no''ted", "Enter");
      ended(terminal);
    }
  }

  @Test
  void withoutATerminalNothingIsAskedAndNothingTrusted() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    Process process = new ProcessBuilder(command("--format", "json", "health")).redirectInput(new java.io.File("/dev/null")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor());
    assertTrue(out.contains("\"host-key\"") && out.contains(fingerprint("axon")), out);
    assertEquals("", Files.readString(fleet.knownHosts()));
  }

  @Test
  void withoutTheSshProgramItIsSaidOnce() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String program : List.of("sh", "ls", "sed", "git", "setsid")) {
      Files.createSymbolicLink(bin.resolve(program), Tools.require(program));
    }
    ProcessBuilder builder = new ProcessBuilder(command("health")).redirectInput(new java.io.File("/dev/null")).redirectErrorStream(true);
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(4, process.waitFor(), out);
    assertTrue(out.contains("the ssh program is not installed"), out);
  }

  @Test
  void aSignalEndsItAtOnceWhileAHostSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.50"))) {
      fleet.configure("axon", "HostName 127.0.0.50\nPort " + silent.getLocalPort());
      Process process = new ProcessBuilder(command("health")).redirectInput(new java.io.File("/dev/null")).redirectErrorStream(true).start();
      silent.accept();
      long start = System.nanoTime();
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertEquals(130, process.exitValue());
      assertTrue(millis < 8000, millis + " ms, where the host has ten seconds");
    }
  }
}
