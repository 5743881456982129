namespace Attune.Models;

/// <summary>Models without numbers, to count what they would take.</summary>
public static class ModelLayout
{
    /// <summary>Lays a model out as it would be trained: shapes, names, and which parameters are trained. It cannot compute.</summary>
    /// <param name="configuration">The model.</param>
    /// <param name="adapter">The adapter, or null where all weights are trained.</param>
    /// <exception cref="AttuneException">ATT4103, ATT4104: the configuration. ATT4151 to ATT4153: the adapter.</exception>
    public static ICausalLanguageModel Of(ModelConfiguration configuration, IAdapterOptions? adapter = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var model = Model.LayOut(configuration);
        if (adapter is null)
            return model;
        var layout = AdapterMethods.Of(adapter).LayOut(model, adapter);
        foreach (var parameter in model.Parameters)
            parameter.Trainable = false;
        foreach (var part in layout.Parts)
        {
            foreach (var parameter in part.Trained)
                parameter.Trainable = true;
            part.LayOut();
        }

        return layout.Model ?? model;
    }

    /// <summary>Reads the settings of an adapter, of any method, without its weights.</summary>
    /// <param name="path">A folder with <c>adapter_config.json</c>, or the file.</param>
    /// <exception cref="AttuneException">ATT4150: it cannot be read. ATT4151: an unsupported kind of adapter.</exception>
    public static IAdapterOptions ReadAdapter(string path) => AdapterConfigurationFile.Read(
        Directory.Exists(path) ? Path.Combine(path, AdapterConfigurationFile.FileName) : path).Options;
}
