using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.People;

/// <summary>Keeps a secret readable for us only; the host does it with Data Protection.</summary>
public interface ISecretBox
{
    string Close(string secret);

    string Open(string box);
}

/// <summary>Time-based one-time codes of an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds, one step of slack).</summary>
public sealed class SecondFactor(ISecretBox box)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new 160-bit secret in Base32, as authenticator apps take it.</summary>
    public static string NewSecret() => string.Concat(RandomNumberGenerator.GetBytes(32).Select(b => Alphabet[b & 31]));

    public string Protect(string secret) => box.Close(secret);

    /// <summary>The address an authenticator app reads from the QR code.</summary>
    public static string Address(string issuer, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>The time step whose code this is, null when it is wrong.</summary>
    public long? Step(string protectedSecret, string code, DateTime now) => StepOf(box.Open(protectedSecret), code, now);

    /// <summary>The same for a secret that is not stored yet.</summary>
    public static long? StepOf(string secret, string code, DateTime now)
    {
        var typed = new string([.. code.Where(char.IsAsciiDigit)]);
        var step = (long)(now - DateTime.UnixEpoch).TotalSeconds / 30;
        for (var near = step - 1; near <= step + 1; near++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(secret, near)), System.Text.Encoding.ASCII.GetBytes(typed)))
            {
                return near;
            }
        }

        return null;
    }

    public static string Code(string secret, long step)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
#pragma warning disable CA5350 // RFC 6238 as every authenticator app implements it
        var hash = HMACSHA1.HashData(Bytes(secret), moment);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var bytes = new List<byte>(20);
        var (bits, held) = (0, 0);
        foreach (var c in base32)
        {
            bits = (bits << 5) | Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
                bits &= (1 << held) - 1;
            }
        }

        return [.. bytes];
    }
}
