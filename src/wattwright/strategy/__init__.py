"""Strategy: people, capability and milestones.

`people` puts packages in proportion, `capability` compares models on one index, `milestones` holds announced
dates against how far estimated dates have moved.
"""

from wattwright.strategy import capability, milestones, people

__all__ = ["capability", "milestones", "people"]
