#pragma once
int ck_level(void);
