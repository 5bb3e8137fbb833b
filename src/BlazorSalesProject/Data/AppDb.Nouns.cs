using BlazorSalesProject.Attachments;
using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>The nouns of the modules, in the order of the line.</summary>
public sealed partial class AppDb
{
    internal DbSet<Attachment> Attachments => Set<Attachment>();

    internal DbSet<UploadTicket> UploadTickets => Set<UploadTicket>();

    internal DbSet<Arrival> Arrivals => Set<Arrival>();

    internal DbSet<Customer> Customers => Set<Customer>();

    internal DbSet<Contact> Contacts => Set<Contact>();

    internal DbSet<Product> Products => Set<Product>();

    internal DbSet<Stage> Stages => Set<Stage>();

    internal DbSet<Campaign> Campaigns => Set<Campaign>();

    internal DbSet<LeadRouting> LeadRoutings => Set<LeadRouting>();

    internal DbSet<LeadForm> LeadForms => Set<LeadForm>();

    internal DbSet<LeadKey> LeadKeys => Set<LeadKey>();

    internal DbSet<Lead> Leads => Set<Lead>();

    internal DbSet<Opportunity> Opportunities => Set<Opportunity>();

    internal DbSet<FollowUp> FollowUps => Set<FollowUp>();

    internal DbSet<FollowUpPlan> FollowUpPlans => Set<FollowUpPlan>();

    internal DbSet<Advice> Advices => Set<Advice>();

    internal DbSet<Pool> Pools => Set<Pool>();

    internal DbSet<PoolMove> PoolMoves => Set<PoolMove>();

    internal DbSet<ClaimCount> ClaimCounts => Set<ClaimCount>();

    internal DbSet<PoolReminder> PoolReminders => Set<PoolReminder>();

    internal DbSet<Order> Orders => Set<Order>();

    internal DbSet<OrderRemark> OrderRemarks => Set<OrderRemark>();

    internal DbSet<HandoverPoint> HandoverPoints => Set<HandoverPoint>();

    internal DbSet<Project> Projects => Set<Project>();

    internal DbSet<ProjectTask> Tasks => Set<ProjectTask>();

    internal DbSet<Submission> Submissions => Set<Submission>();

    internal DbSet<Deliverable> Deliverables => Set<Deliverable>();

    internal DbSet<TaskLink> TaskLinks => Set<TaskLink>();

    internal DbSet<PartialDelivery> PartialDeliveries => Set<PartialDelivery>();

    internal DbSet<HandoverRules> HandoverRules => Set<HandoverRules>();

    internal DbSet<ProjectTemplate> ProjectTemplates => Set<ProjectTemplate>();

    internal DbSet<ProjectRisk> ProjectRisks => Set<ProjectRisk>();
}
