using BlazorSalesProject.Journeys.House;

namespace BlazorSalesProject.Journeys;

/// <summary>The first minute: from the door to an interactive board.</summary>
[Collection(SharedHost.Name)]
public sealed class SignInTests(SharedHost shared)
{
    [Fact]
    public async Task A_sales_rep_signs_in_and_the_board_comes_alive()
    {
        await using var li = await shared.SignIn("sales1", "/opportunities");
        await Axe.Check(li.Page);
        await Look.At(li.Page, "opportunities");
    }

    [Fact]
    public async Task The_door_shows_itself_to_a_stranger_and_is_usable_by_all()
    {
        await using var stranger = await shared.Visit("stranger", width: 390, height: 844, touch: true);
        await stranger.Page.GotoAsync("/opportunities");
        Assert.StartsWith("/login", new Uri(stranger.Page.Url).AbsolutePath, StringComparison.Ordinal);
        await Axe.Check(stranger.Page);
        await Look.At(stranger.Page, "login");
    }
}
