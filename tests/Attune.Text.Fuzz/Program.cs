using Attune.Text.Fuzz;

return FuzzProgram.Run(args, FuzzTargets.All, "tests/Attune.Text.Fuzz");
