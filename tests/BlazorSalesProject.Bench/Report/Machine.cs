using System.Globalization;
using System.Runtime.InteropServices;

namespace BlazorSalesProject.Bench.Report;

/// <summary>The machine the figures come from, and how busy it was with other things.</summary>
public static class Machine
{
    public static string Describe()
    {
        var memory = double.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024 / 1024;
        var system = File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith("PRETTY_NAME", StringComparison.Ordinal))?.Split('"')[1];
        return $"{Environment.ProcessorCount} cores ({Processor()}), {memory:0} GiB memory, {system ?? RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, workstation GC";
    }

    /// <summary>Load average over one minute: how many processes wanted a core.</summary>
    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor";
}
