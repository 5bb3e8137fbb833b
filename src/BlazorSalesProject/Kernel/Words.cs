using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace BlazorSalesProject.Kernel;

/// <summary>
/// Every sentence a person reads, in the language of the current UI culture (zh-CN by default, English complete beside it).
/// A key is "Module.Name": the name is looked up in the resource <c>&lt;Module&gt;Texts</c> of any registered assembly.
/// </summary>
public static class Words
{
    private static readonly ConcurrentDictionary<string, ResourceManager[]> Modules = new(StringComparer.Ordinal);

    /// <summary>The language of the house.</summary>
    public static readonly CultureInfo Default = CultureInfo.GetCultureInfo("zh-CN");

    static Words() => Register(typeof(Words).Assembly);

    /// <summary>Adds the text resources of an assembly; the host calls it once for its own.</summary>
    public static void Register(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            const string ending = "Texts.resources";
            if (!resource.EndsWith(ending, StringComparison.Ordinal))
            {
                continue;
            }

            var baseName = resource[..^".resources".Length];
            var module = resource[..^ending.Length].Split('.')[^1];
            var manager = new ResourceManager(baseName, assembly);
            Modules.AddOrUpdate(module, [manager], (_, known) => known.Any(m => m.BaseName == baseName) ? known : [.. known, manager]);
        }
    }

    /// <summary>The text of a key, or the key in brackets when it is missing (a house rule finds those).</summary>
    public static string Say(string key) => Find(key, CultureInfo.CurrentUICulture) ?? $"[{key}]";

    /// <summary>The text of a key with its placeholders filled, formatted by the current culture.</summary>
    public static string Say(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Say(key), arguments);

    /// <summary>The text of a key in a given culture, null when there is none.</summary>
    public static string? Find(string key, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(key);
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Modules.TryGetValue(key[..dot], out var managers))
        {
            return null;
        }

        foreach (var manager in managers)
        {
            if (manager.GetString(key[(dot + 1)..], culture) is { } text)
            {
                return text;
            }
        }

        return null;
    }
}
