using BlazorSalesProject.Journeys.House;
using BlazorSalesProject.Tests.House;
using Microsoft.Playwright;

namespace BlazorSalesProject.Journeys;

/// <summary>Starting, being refused to start, and coming back after a power cut, with the real process.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task After_a_power_cut_people_are_still_signed_in_and_everything_is_there(string provider)
    {
        await using var host = await Host.Start(provider);
        await using var li = await Browser.Visit(host.Address, "li");
        li.ExpectBrokenConnection();
        await li.SignIn("sales1", "/opportunities");
        var cards = await li.Page.Locator("[data-opportunity]").CountAsync();
        Assert.True(cards > 0, "The demo has opportunities.");

        host.Kill();
        await host.Restart();

        await li.Open("/opportunities");
        await Assertions.Expect(li.Page.Locator("[data-opportunity]")).ToHaveCountAsync(cards);
    }

    [Fact]
    public async Task A_second_node_on_the_same_SQLite_file_is_refused_in_one_sentence()
    {
        await using var host = await Host.Start();
        var (exitCode, said) = await host.StartBeside();
        Assert.NotEqual(0, exitCode);
        Assert.Single(said.Split('\n'));
        Assert.Contains("ConnectionStrings:Default", said, StringComparison.Ordinal);
        Assert.Equal(0, host.Stop());
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("PublicUrl", "nowhere")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Sms:Url", "nowhere")]
    [InlineData("Demo:Enabled", "perhaps")]
    [InlineData("Storage:Path", "/proc/nothing/here")]
    public async Task A_faulty_setting_is_named_in_one_sentence(string name, string value)
    {
        await using var host = Host.Prepare();
        var (exitCode, said) = await host.StartBeside((name, value));
        Assert.NotEqual(0, exitCode);
        Assert.StartsWith(name, Assert.Single(said.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_accounts_are_refused_in_production()
    {
        await using var host = Host.Prepare();
        var (exitCode, said) = await host.StartBeside(("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.NotEqual(0, exitCode);
        Assert.StartsWith("Demo:Enabled", said, StringComparison.Ordinal);
    }
}
