namespace BlazorSalesProject.Web.SignIn;

/// <summary>Only addresses of this site are followed (open redirects, reliability test IN-5).</summary>
public static class LocalAddress
{
    /// <summary>The address when it is a path of ours, otherwise the other.</summary>
    public static string Or(string? address, string otherwise)
    {
        if (string.IsNullOrEmpty(address) || address.Length > 2000 || address[0] != '/' || address.Any(char.IsControl))
        {
            return otherwise;
        }

        var decoded = address;
        for (var i = 0; i < 3; i++)
        {
            var next = Uri.UnescapeDataString(decoded);
            if (next == decoded)
            {
                break;
            }

            decoded = next;
        }

        return decoded.Any(char.IsControl) || decoded.Contains('\\', StringComparison.Ordinal) || decoded.StartsWith("//", StringComparison.Ordinal)
            || decoded.StartsWith("/\u3002", StringComparison.Ordinal) ? otherwise : address;
    }
}
