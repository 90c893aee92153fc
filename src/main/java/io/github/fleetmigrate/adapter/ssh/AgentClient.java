package io.github.fleetmigrate.adapter.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/**
 * Asks the ssh-agent for its keys and for signatures, over its Unix socket, one connection a request
 * (draft-ietf-sshm-ssh-agent). Private keys never leave the agent.
 */
final class AgentClient implements OfferedKey.Signer {
  private static final int MAX_ANSWER = 256 * 1024;
  private static final byte LIST = 11;
  private static final byte LISTED = 12;
  private static final byte SIGN = 13;
  private static final byte SIGNED = 14;

  private final Path socket;
  private final Hops hops;

  /** @param hops cut off with them: an agent may wait for a person, or for ever */
  AgentClient(Path socket, Hops hops) {
    this.socket = socket;
    this.hops = hops;
  }

  /** Public keys that the agent holds, in its order. */
  List<byte[]> keys() throws IOException {
    Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer().putByte(LIST), LISTED);
    List<byte[]> out = new ArrayList<>();
    int count = answer.readUInt32AsInt();
    for (int i = 0; i < count; i++) {
      out.add(answer.readStringAsBytes());
      answer.readStringAsBytes();
    }
    return out;
  }

  @Override
  public byte[] sign(byte[] key, byte[] data, int flags) throws IOException {
    return ask(new Buffer.PlainBuffer().putByte(SIGN).putString(key).putString(data).putUInt32(flags), SIGNED)
        .readStringAsBytes();
  }

  private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte wanted) throws IOException {
    byte[] body = request.getCompactData();
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try (channel) {
      hops.hold(channel);
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer out = ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
      int length = read(channel, 4).getInt();
      if (length < 1 || length > MAX_ANSWER) {
        throw new IOException("the ssh agent answers with " + length + " bytes");
      }
      Buffer.PlainBuffer answer = new Buffer.PlainBuffer(read(channel, length).array());
      if (answer.readByte() != wanted) {
        throw new IOException("the ssh agent refuses");
      }
      return answer;
    } finally {
      hops.release(channel);
    }
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(length);
    while (out.hasRemaining()) {
      if (channel.read(out) < 0) {
        throw new EOFException("the ssh agent hung up");
      }
    }
    return out.flip();
  }
}
