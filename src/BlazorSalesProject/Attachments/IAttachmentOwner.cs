using BlazorSalesProject.Data;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Attachments;

/// <summary>A kind of record that files hang on, and who sees it; one per kind, in the module of the record.</summary>
public interface IAttachmentOwner
{
    string Kind { get; }

    /// <summary>Whether the record exists for this person today.</summary>
    Task<bool> IsVisible(AppDb db, Me me, Guid id, DateOnly today);
}
