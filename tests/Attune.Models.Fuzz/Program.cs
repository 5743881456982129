using Attune.Models.Fuzz;
using Attune.Text.Fuzz;

return FuzzProgram.Run(args, ModelFuzzTargets.All, "tests/Attune.Models.Fuzz");
