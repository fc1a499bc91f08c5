from __future__ import absolute_import, generators, nested_scopes, unicode_literals, with_statement
import __future__

print(__future__.all_feature_names)
for name in ("absolute_import", "division", "annotations", "generator_stop", "barry_as_FLUFL", "print_function"):
    feature = getattr(__future__, name)
    print(name, feature.getOptionalRelease(), feature.getMandatoryRelease())
print("é", absolute_import is __future__.absolute_import)
