// Whether a clinic book makes sense as a whole. The first fault is named by its field, as in the clinic file:
// organisations[0].branches[1].hours.tuesday[1]: overlaps 09:00-12:00
#pragma once

#include "clinic/clinic_book.h"

namespace nightbell {

Result<> check(const ClinicBook &book);

} // namespace nightbell
