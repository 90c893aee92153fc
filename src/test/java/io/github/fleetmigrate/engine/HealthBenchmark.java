package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.adapter.ssh.SshHosts;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.health.MachineProbe;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long the health of fifty hosts takes, beside {@code ssh} host by host and under {@code xargs -P 50}, all in one run,
 * on real sshds of this machine. Run it with {@code java -cp <test class path>
 * io.github.fleetmigrate.engine.HealthBenchmark LAUNCHER [SECONDS]}: the launcher of the packaged program, whose whole run
 * is measured too, and how long each machine takes to answer, as hosts on a network do (default 0).
 */
public final class HealthBenchmark {
  private static final int HOSTS = 50;
  private static final RemoteHosts.Limits LIMITS =
      new RemoteHosts.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10));

  private HealthBenchmark() {}

  public static void main(String[] args) throws Exception {
    String wait = args.length > 1 ? args[1] : "0";
    Path folder = Files.createTempDirectory("health-benchmark");
    String[] names = IntStream.range(0, HOSTS).mapToObj(i -> "host" + i).toArray(String[]::new);
    try (SshFleet fleet = SshFleet.of(folder, names);
        ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());
        SshHosts hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", folder.toString()), SshQuestions.NOBODY)) {
      for (SshFleet.Machine machine : fleet.machines()) {
        machine.answers("sudo", "sleep " + wait);
      }
      HealthRun run = new HealthRun(hosts, LIMITS, Duration.ofSeconds(20), Clock.systemUTC());
      List<HostToCheck> all = new ArrayList<>();
      for (String name : names) {
        all.add(new HostToCheck(name, name, new RemoteHosts.Target(name, null, null, List.of()), null));
      }
      tell("one host, cold", run, all.subList(0, 1));
      tell("one host", run, all.subList(0, 1));
      tell("one host", run, all.subList(1, 2));
      tell("50 hosts", run, all);
      tell("50 hosts", run, all);
      Path repository = repository(folder.resolve("repository"), names);
      packaged(Path.of(args[0]), repository, fleet);
      packaged(Path.of(args[0]), repository, fleet);
      programs(fleet, folder, names);
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.99"))) {
        fleet.configure("host0", "Port " + silent.getLocalPort() + "\nHostName 127.0.0.99");
        tell("50 hosts, one stalled (limit 10 s)", run, all);
        packaged(Path.of(args[0]), repository, fleet);
      }
    }
  }

  private static Path repository(Path folder, String... names) throws IOException {
    StringBuilder outputs = new StringBuilder();
    for (String name : names) {
      outputs.append("nixosConfigurations.").append(name).append(" = nixpkgs.lib.nixosSystem { modules = [ ]; };\n");
      outputs.append("deploy.nodes.").append(name).append(" = { hostname = \"").append(name).append("\"; sshUser = \"")
          .append(SshFleet.user()).append("\"; profiles = { }; };\n");
    }
    GitRepo repo = GitRepo.init(folder);
    repo.write("flake.nix", "{ inputs.nixpkgs.url = \"github:NixOS/nixpkgs\";\noutputs = { self, nixpkgs }: {\n" + outputs + "}; }\n");
    repo.commit();
    return repo.root();
  }

  /** The program itself, from its start to its end, with the most memory that it ever had. */
  private static void packaged(Path launcher, Path repository, SshFleet fleet) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                launcher.toString(), "--repo", repository.toString(), "--nix", "no-such-nix", "--ssh-config", fleet.config().toString(), "health")
            .redirectErrorStream(true)
            .start();
    Path status = Path.of("/proc", "" + process.pid(), "status");
    String memory = "";
    String last = "";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.contains("hosts: ") ? line : last;
        memory = Files.exists(status) ? memory(status) : memory;
      }
    }
    print("fleet-migrate health: " + last, start);
    System.out.println("    " + memory);
  }

  private static String memory(Path status) throws IOException {
    return Files.readString(status).lines().filter(l -> l.startsWith("VmHWM")).findFirst().orElse("").replaceAll("\\s+", " ");
  }

  private static void tell(String what, HealthRun run, List<HostToCheck> hosts) throws IOException {
    long start = System.nanoTime();
    HealthReport report = run.check(hosts, health -> {}, new Cancellation());
    long passed = report.hosts().stream().filter(h -> h.status() == CheckStatus.OK).count();
    print(what + ", " + passed + " healthy", start);
    System.out.println("    " + memory(Path.of("/proc/self/status")));
  }

  /** The same question by the ssh program, as a script would ask it. */
  private static void programs(SshFleet fleet, Path folder, String[] names) throws IOException {
    Path script = folder.resolve("probe");
    Files.writeString(script, MachineProbe.command().get(2));
    Path list = Files.writeString(folder.resolve("hosts"), String.join("\n", names) + "\n");
    String ssh = "ssh -F " + fleet.config() + " -o BatchMode=yes {} sh -s < " + script;
    for (int width : new int[] {1, HOSTS}) {
      long start = System.nanoTime();
      SshFleet.run("sh", "-c", "xargs -P " + width + " -I {} sh -c '" + ssh + "' < " + list + " > " + folder.resolve("out" + width));
      print(width == 1 ? "ssh, host by host" : "ssh under xargs -P 50", start);
    }
  }

  private static void print(String what, long start) {
    System.out.printf(Locale.ROOT, "%-45s %6.2f s%n", what, (System.nanoTime() - start) / 1e9);
  }
}
