#include "app/vitals_board.h"

#include "ask.h"

namespace nightbell {

VitalsBoard::VitalsBoard(Gather gather) : m_gather(std::move(gather))
{
    connect(&m_timer, &QTimer::timeout, this, &VitalsBoard::look);
    m_timer.start(std::chrono::seconds{1});
    look();
}

void VitalsBoard::look()
{
    whenDone(m_gather(), this, [this](const VitalSigns &signs) {
        if (signs == m_signs)
            return;
        m_signs = signs;
        Q_EMIT changed(m_signs);
    });
}

} // namespace nightbell
