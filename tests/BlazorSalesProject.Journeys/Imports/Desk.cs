using System.Text;
using System.Text.RegularExpressions;
using BlazorSalesProject.Journeys.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys.Imports;

/// <summary>What people do with files to be imported.</summary>
internal static partial class Desk
{
    /// <summary>A text file as it lies on somebody's desk.</summary>
    public static FilePayload Csv(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    /// <summary>A file as it lies on somebody's desk.</summary>
    public static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };

    /// <summary>A file beside the program.</summary>
    public static FilePayload File(string path) => File(Path.GetFileName(path), System.IO.File.ReadAllBytes(path));

    /// <summary>Chooses files on the page of a new import and sends them.</summary>
    public static async Task Choose(this Visitor visitor, params FilePayload[] files)
    {
        await visitor.Open("/imports/new");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(files);
        await visitor.Page.Locator("form[action='/imports/upload'] button[type=submit]").ClickAsync();
    }

    /// <summary>Uploads files and waits for the page where they are mapped; returns its address.</summary>
    public static async Task<string> Upload(this Visitor visitor, params FilePayload[] files)
    {
        await visitor.Choose(files);
        await visitor.Page.WaitForURLAsync(Run(), new() { Timeout = 60_000 });
        await visitor.Ready();
        return new Uri(visitor.Page.Url).AbsolutePath;
    }

    /// <summary>Starts the import that is open and waits until it is in a state ("已完成").</summary>
    public static async Task StartImport(this Visitor visitor, string state = "已完成")
    {
        await visitor.Page.Locator("[data-start]").ClickAsync();
        await visitor.IsImport(state);
    }

    /// <summary>Waits until the import that is open is in a state, as its chip says.</summary>
    public static Task IsImport(this Visitor visitor, string state) =>
        Assertions.Expect(visitor.Page.Locator(".title-row .chip").First).ToHaveTextAsync(state, new() { Timeout = 120_000 });

    /// <summary>The number in one of the tiles of a finished import, by its title.</summary>
    public static async Task<int> Tile(this Visitor visitor, string title) =>
        int.Parse(await visitor.Page.Locator(".tile").Filter(new() { HasText = title }).Locator("dd").InnerTextAsync(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("/imports/[0-9a-f-]{36}$")]
    private static partial Regex Run();
}
