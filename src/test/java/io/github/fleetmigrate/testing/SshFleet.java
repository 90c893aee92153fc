package io.github.fleetmigrate.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Machines for a test: one real sshd each, on 127.0.0.2, 127.0.0.3 and so on, with its own host key, and programs in front
 * of its PATH that answer as a healthy NixOS does until a test says otherwise. A configuration file, a known_hosts file and
 * a key let the user's ssh in. Everything lies below one folder and ends with {@link #close}.
 */
public final class SshFleet implements AutoCloseable {
  private static final String USER = System.getProperty("user.name");
  private final Path folder;
  private final Map<String, Machine> machines = new LinkedHashMap<>();

  /** One machine: where it listens, its folder, and its sshd. */
  public final class Machine {
    private final String name;
    private final String address;
    private final int port;
    private final Path home;
    private Process sshd;

    private Machine(String name, String address, int port, Path home) {
      this.name = name;
      this.address = address;
      this.port = port;
      this.home = home;
    }

    public String name() {
      return name;
    }

    public String address() {
      return address;
    }

    public int port() {
      return port;
    }

    public Path hostKey() {
      return home.resolve("host_key");
    }

    /** Puts a program in front of the machine's PATH: a shell script's body. */
    public Machine answers(String program, String body) throws IOException {
      Path file = home.resolve("bin").resolve(program);
      Files.writeString(file, "#!/bin/sh\n" + body + "\n");
      file.toFile().setExecutable(true);
      return this;
    }

    /** A line of sshd's configuration that goes before its own; the machine starts anew. */
    public Machine configured(String line) throws IOException {
      stop();
      Path file = home.resolve("sshd_config");
      Files.writeString(file, line + "\n" + Files.readString(file));
      start();
      return this;
    }

    /** Another host key, as after an installation; known_hosts keeps the old one. */
    public Machine installedAnew() throws IOException {
      stop();
      Files.delete(hostKey());
      keygen(hostKey(), "ed25519", "");
      start();
      return this;
    }

    public Machine authorizes(Path publicKey) throws IOException {
      Files.writeString(home.resolve("authorized_keys"), Files.readString(publicKey));
      return this;
    }

    /** Ends the sshd and everything that was started on the machine, also what lost its parent meanwhile. */
    public void stop() {
      if (sshd != null) {
        sshd.descendants().forEach(ProcessHandle::destroyForcibly);
        sshd.destroyForcibly().onExit().join();
        ProcessHandle.allProcesses().filter(this::runsHere).forEach(ProcessHandle::destroyForcibly);
      }
    }

    /** Whether a process has the machine's home in its environment, as all have that its sshd starts. */
    private boolean runsHere(ProcessHandle process) {
      try {
        String environment = Files.readString(Path.of("/proc", "" + process.pid(), "environ"), StandardCharsets.ISO_8859_1);
        return List.of(environment.split("\0")).contains("HOME=" + home);
      } catch (IOException goneOrAnothers) {
        return false;
      }
    }

    private void start() throws IOException {
      Process started =
          new ProcessBuilder(Tools.require("sshd").toString(), "-D", "-e", "-f", home.resolve("sshd_config").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("sshd.log").toFile()))
              .start();
      sshd = started;
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (true) {
        try (Socket probe = new Socket()) {
          probe.connect(new InetSocketAddress(address, port), 1000);
          return;
        } catch (IOException notYet) {
          if (!started.isAlive() || System.nanoTime() > end) {
            throw new IOException("sshd of " + name + " does not listen:\n" + Files.readString(home.resolve("sshd.log")), notYet);
          }
          Thread.onSpinWait();
        }
      }
    }
  }

  private SshFleet(Path folder) {
    this.folder = folder;
  }

  /** Machines of these names, running and healthy. */
  public static SshFleet of(Path folder, String... names) throws IOException {
    SshFleet fleet = new SshFleet(Files.createDirectories(folder).toRealPath());
    if (USER.equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    fleet.keygen(fleet.key(), "ed25519", "");
    try {
      for (String name : names) {
        fleet.add(name);
      }
      fleet.write();
    } catch (IOException | RuntimeException | Error e) {
      fleet.close();
      throw e;
    }
    return fleet;
  }

  public Machine machine(String name) {
    return machines.get(name);
  }

  public List<Machine> machines() {
    return List.copyOf(machines.values());
  }

  /** For {@code --ssh-config}: an alias of every machine's name. */
  public Path config() {
    return folder.resolve("ssh_config");
  }

  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** The private key that all machines let in. */
  public Path key() {
    return folder.resolve("id_ed25519");
  }

  public Path folder() {
    return folder;
  }

  public static String user() {
    return USER;
  }

  /** Writes settings before the generated ones of a machine's alias, where the first value counts. */
  public SshFleet configure(String name, String settings) throws IOException {
    Files.writeString(config(), "Host " + name + "\n" + settings.indent(2) + Files.readString(config()));
    return this;
  }

  /** Makes a key pair with the real ssh-keygen. */
  public Path keygen(Path file, String type, String passphrase, String... more) throws IOException {
    List<String> call =
        new ArrayList<>(
            List.of(Tools.require("ssh-keygen").toString(), "-q", "-t", type, "-N", passphrase, "-C", "test", "-f", file.toString()));
    call.addAll(List.of(more));
    run(call.toArray(String[]::new));
    return file;
  }

  /** An ssh-agent that answers at a socket; there is one a moment before it is listened at. */
  public static Process agent(Path socket) throws IOException {
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    while (true) {
      try {
        SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
        return agent;
      } catch (IOException notYet) {
        if (!agent.isAlive()) {
          throw new IOException("ssh-agent does not start", notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Runs a program to its end and returns what it printed; an error where it fails. */
  public static String run(String... call) throws IOException {
    Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", call) + "\n" + out);
    }
    return out;
  }

  private void add(String name) throws IOException {
    String address = "127.0.0." + (2 + machines.size());
    int port = freePort(address);
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Machine machine = new Machine(name, address, port, home);
    keygen(machine.hostKey(), "ed25519", "");
    machine.authorizes(Path.of(key() + ".pub"));
    healthy(machine);
    Files.writeString(
        home.resolve("sshd_config"),
        String.join(
            "\n",
            "ListenAddress " + address,
            "Port " + port,
            "HostKey " + machine.hostKey(),
            "PidFile none",
            "AuthorizedKeysFile " + home.resolve("authorized_keys"),
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "AllowTcpForwarding yes",
            "MaxStartups 200",
            // A home of its own: what the user's shell reads at its start is no part of the machine.
            "SetEnv PATH=" + home.resolve("bin") + ":/usr/bin:/bin HOME=" + home,
            ""));
    machine.start();
    machines.put(name, machine);
  }

  /** Not of the system's own choice, nor of another JVM's of the same run: those may take it while the sshd is stopped. */
  private static int freePort(String address) throws IOException {
    int first = 20_000 + 3_000 * (Integer.getInteger("surefire.forkNumber", 0) % 4);
    for (int tries = 0; ; tries++) {
      int port = first + ThreadLocalRandom.current().nextInt(3_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(address))) {
        return free.getLocalPort();
      } catch (BindException taken) {
        if (tries == 100) {
          throw taken;
        }
      }
    }
  }

  private static void healthy(Machine machine) throws IOException {
    String system = "/nix/store/" + "a".repeat(32) + "-nixos-system-" + machine.name() + "-26.05";
    machine.answers("uname", "case $1 in -n) echo " + machine.name() + ";; *) echo 6.12.1;; esac");
    machine.answers(
        "readlink",
        "case \"$*\" in *kernel) echo /nix/store/" + "b".repeat(32) + "-linux/bzImage;; *profiles*) echo system-42-link;; *) echo " + system + ";; esac");
    machine.answers("df", df(50_000_000));
    machine.answers("nix", "case \"$*\" in *version) echo \"nix (Nix) 2.28.5\";; *) echo root @wheel;; esac");
    machine.answers("systemctl", "case $1 in is-system-running) echo running;; esac");
    machine.answers("sudo", "exit 0");
  }

  /** What df says of a file system with so much room, in KiB. */
  public static String df(long free) {
    return "echo \"Filesystem 1024-blocks Used Available Capacity Mounted on\"; echo \"/dev/sda1 99000000 1 " + free + " 9% /x\"";
  }

  private void write() throws IOException {
    StringBuilder config = new StringBuilder();
    StringBuilder known = new StringBuilder();
    for (Machine machine : machines.values()) {
      config
          .append("Host ").append(machine.name()).append("\n  HostName ").append(machine.address())
          .append("\n  Port ").append(machine.port()).append("\n  User ").append(USER).append('\n');
      String[] key = Files.readString(Path.of(machine.hostKey() + ".pub")).split(" ");
      known.append('[').append(machine.address()).append("]:").append(machine.port())
          .append(' ').append(key[0]).append(' ').append(key[1]).append('\n');
    }
    config
        .append("Host *\n  IdentityFile ").append(key()).append("\n  IdentityAgent none\n  IdentitiesOnly yes\n")
        .append("  UserKnownHostsFile ").append(knownHosts()).append("\n  GlobalKnownHostsFile none\n")
        .append("  GSSAPIAuthentication no\n");
    Files.writeString(config(), config.toString());
    Files.writeString(knownHosts(), known.toString());
  }

  @Override
  public void close() {
    machines.values().forEach(Machine::stop);
  }
}
