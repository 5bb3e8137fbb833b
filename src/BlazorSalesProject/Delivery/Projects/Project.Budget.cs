using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Projects;

/// <summary>What the work of a project may cost, and what may go wrong in it.</summary>
public sealed partial class Project
{
    /// <summary>Working hours and outside fees together; zero until the manager has said.</summary>
    public Money Budget { get; private set; } = Money.Zero("CNY");

    public List<ProjectRisk> Risks { get; private set; } = [];

    public Refusal? Allow(Money budget)
    {
        if (budget.Minor is < 0 or > Money.Largest)
        {
            return Refusal.For(nameof(Budget), "Kernel.AmountOutOfRange");
        }

        if (!Money.Currencies.Contains(budget.Currency))
        {
            return Refusal.For(nameof(Budget), "Kernel.UnknownCurrency");
        }

        if (Over() is { } over)
        {
            return over;
        }

        Budget = budget;
        Happened("ProjectBudgetSet", ("Amount", budget));
        return null;
    }

    /// <summary>Closed or cancelled: its books are closed too.</summary>
    public Refusal? Over() => State is ProjectState.Closed or ProjectState.Cancelled ? Refusal.Conflict("Delivery.ProjectOver", Number, new Term($"Delivery.Project_{State}")) : null;
}
